package io.syncline.console.system;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tells operators whom a contact is about; never logged.
 *
 * @param name as lists show it; empty if it has none
 * @param fullName first and last name; empty where either is missing
 * @param emails its addresses
 * @param phones its numbers in E.164
 */
public record Person(String name, String fullName, List<String> emails, Set<String> phones) {

    /** Somebody of whom nothing can be read any more. */
    public static final Person UNKNOWN = new Person("", "", List.of(), Set.of());

    public Person {
        emails = List.copyOf(emails);
        phones = Set.copyOf(phones);
    }

    static Person of(Contact contact) {
        List<String> parts = Stream.of(contact.getGivenName(), contact.getSurname())
                .flatMap(Optional::stream)
                .filter(part -> !part.isBlank())
                .toList();
        String joined = String.join(" ", parts);
        Set<String> phones = new HashSet<>();
        Stream.of(contact.getBusinessPhones(), contact.getHomePhones())
                .flatMap(Collection::stream)
                .forEach(phone -> phone.getE164().ifPresent(phones::add));
        contact.getMobilePhone().flatMap(Phone::getE164).ifPresent(phones::add);
        return new Person(contact.getDisplayName().filter(name -> !name.isBlank()).orElse(joined),
                parts.size() == 2 ? joined : "",
                contact.getEmailAddresses().stream().map(EmailAddress::getAddress).toList(),
                phones);
    }

    /**
     * Whether both could be the same (rule R16): a shared address, or a shared name and number; never
     * where their names contradict each other.
     */
    boolean mayBe(Person other) {
        boolean named = !fullName.isEmpty() && !other.fullName.isEmpty();
        if (named && !fullName.equalsIgnoreCase(other.fullName)) {
            return false;
        }
        return lowered(emails).stream().anyMatch(lowered(other.emails)::contains)
                || named && phones.stream().anyMatch(other.phones::contains);
    }

    /** As a line names it. */
    public String shown() {
        String shownName = name.isBlank() ? "(no name)" : name;
        return emails.isEmpty() ? shownName : shownName + " <" + emails.getFirst() + ">";
    }

    @Override
    public String toString() {
        return "Person[...]";
    }

    private static List<String> lowered(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }
}
