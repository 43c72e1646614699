package io.syncline.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.contact.Contact;

/**
 * A contact as a person types it in, in the JSON of Graph and of the simulator's admin door; shares
 * nothing with the mappers under test.
 */
public final class TypedContact {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TypedContact() {}

    /** The body of a request that makes this contact. */
    public static ObjectNode of(Contact contact) {
        ObjectNode body = JSON.createObjectNode();
        contact.getDisplayName().ifPresent(name -> body.put("displayName", name));
        contact.getGivenName().ifPresent(name -> body.put("givenName", name));
        contact.getSurname().ifPresent(name -> body.put("surname", name));
        contact.getPersonalNotes().ifPresent(notes -> body.put("personalNotes", notes));
        contact.getBirthday().ifPresent(day -> body.put("birthday", day + "T00:00:00Z"));
        contact.getMobilePhone().ifPresent(phone -> body.put("mobilePhone", phone.getNumber()));
        contact.getBusinessPhones()
                .forEach(phone -> body.withArray("businessPhones").add(phone.getNumber()));
        contact.getCategories().forEach(body.withArray("categories")::add);
        contact.getEmailAddresses()
                .forEach(email -> body.withArray("emailAddresses")
                        .addObject()
                        .put("address", email.getAddress())
                        .put("name", email.getName().orElse(null)));
        contact.getHomeAddress()
                .ifPresent(home -> body.putObject("homeAddress")
                        .put("street", home.getStreet().orElse(null))
                        .put("city", home.getCity().orElse(null))
                        .put("countryOrRegion", home.getCountryOrRegion().orElse(null))
                        .put("postalCode", home.getPostalCode().orElse(null)));
        body.putNull("fileAs");
        return body;
    }
}
