package io.syncline.simulation.model;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that people use here, as texts by name: entries of a list are separated by commas, and a
 * field that is not there is empty.
 */
public final class Fields {

    /** Names the person; never edited. */
    public static final String MARK = "personalNotes";
    public static final String GIVEN_NAME = "givenName";
    public static final String SURNAME = "surname";
    public static final String EMAIL = "emailAddresses";
    public static final String CATEGORIES = "categories";
    public static final String PHONES = "businessPhones";
    public static final String SENSITIVITY = "sensitivity";
    /** The mailbox works it out by itself. */
    public static final String FILE_AS = "fileAs";
    /** The mailbox shows it in capitals, however it was written. */
    public static final String OFFICE = "officeLocation";
    /** Single values that people edit. */
    public static final List<String> SCALARS = List.of("jobTitle", "companyName", "department",
            OFFICE);
    /** All of them. */
    public static final List<String> ALL = List.of(MARK, GIVEN_NAME, SURNAME, EMAIL, CATEGORIES,
            PHONES, SENSITIVITY, FILE_AS, "jobTitle", "companyName", "department", OFFICE);
    /** How many business phones a mailbox has room for. */
    public static final int PHONES_MAX = 2;

    private Fields() {}

    /** What the mailbox has room for. */
    public static Map<String, Integer> entriesMax() {
        Map<String, Integer> most = new TreeMap<>();
        ALL.forEach(field -> most.put(field, 1));
        most.put(EMAIL, 3);
        most.put(CATEGORIES, 1_000);
        most.put(PHONES, PHONES_MAX);
        return most;
    }

    public static Contact contact(Map<String, String> fields) {
        return Contact.newBuilder()
                .setPersonalNotes(text(fields, MARK))
                .setGivenName(text(fields, GIVEN_NAME))
                .setSurname(text(fields, SURNAME))
                .setEmailAddresses(entries(fields.get(EMAIL)).stream()
                        .map(address -> new EmailAddress(address, null))
                        .toList())
                .setCategories(entries(fields.get(CATEGORIES)))
                .setBusinessPhones(entries(fields.get(PHONES)).stream()
                        .map(number -> new Phone(number, number))
                        .toList())
                .setSensitivity(text(fields, SENSITIVITY))
                .setFileAs(text(fields, FILE_AS))
                .setJobTitle(text(fields, "jobTitle"))
                .setCompanyName(text(fields, "companyName"))
                .setDepartment(text(fields, "department"))
                .setOfficeLocation(text(fields, OFFICE))
                .build();
    }

    public static Map<String, String> of(Contact contact) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, MARK, contact.getPersonalNotes());
        put(fields, GIVEN_NAME, contact.getGivenName());
        put(fields, SURNAME, contact.getSurname());
        put(fields, EMAIL, joined(contact.getEmailAddresses()
                .stream()
                .map(EmailAddress::getAddress)
                .toList()));
        put(fields, CATEGORIES, joined(contact.getCategories()));
        put(fields, PHONES, joined(contact.getBusinessPhones()
                .stream()
                .map(Phone::getNumber)
                .toList()));
        put(fields, SENSITIVITY, contact.getSensitivity());
        put(fields, FILE_AS, contact.getFileAs());
        put(fields, "jobTitle", contact.getJobTitle());
        put(fields, "companyName", contact.getCompanyName());
        put(fields, "department", contact.getDepartment());
        put(fields, OFFICE, contact.getOfficeLocation());
        return fields;
    }

    /** The entries of a list. */
    public static List<String> entries(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }

    /** Some fields written over others; an empty text clears. */
    public static Map<String, String> over(Map<String, String> fields,
            Map<String, String> written) {
        Map<String, String> after = new TreeMap<>(fields);
        after.putAll(written);
        after.values().removeIf(String::isEmpty);
        return after;
    }

    /** Only the named fields; those that are not there are empty. */
    public static Map<String, String> only(Map<String, String> fields, Set<String> names) {
        Map<String, String> some = new TreeMap<>();
        names.forEach(name -> some.put(name, fields.getOrDefault(name, "")));
        return some;
    }

    private static @Nullable String text(Map<String, String> fields, String name) {
        String text = fields.getOrDefault(name, "");
        return text.isEmpty() ? null : text;
    }

    private static Optional<String> joined(List<String> entries) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(String.join(",", entries));
    }

    private static void put(Map<String, String> fields, String name, Optional<String> text) {
        text.ifPresent(shown -> fields.put(name, shown));
    }
}
