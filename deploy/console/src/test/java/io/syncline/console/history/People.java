package io.syncline.console.history;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import java.util.List;

/** Contacts for tests; nobody's. */
public final class People {

    private People() {}

    public static Contact.Builder jane() {
        return Contact.newBuilder()
                .setGivenName("Jane")
                .setSurname("Doe")
                .setJobTitle("Agent")
                .setMobilePhone(new Phone("(202) 555-0111", "+12025550111"))
                .setEmailAddresses(List.of(new EmailAddress("jane@example.com", "Jane Doe")));
    }

    public static Contact title(String title) {
        return Contact.newBuilder().setJobTitle(title).build();
    }

    public static Contact phone(String number, String e164) {
        return Contact.newBuilder().setMobilePhone(new Phone(number, e164)).build();
    }
}
