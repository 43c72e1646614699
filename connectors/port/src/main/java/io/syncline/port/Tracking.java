package io.syncline.port;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import java.util.List;
import java.util.Set;

/**
 * Which contacts of a mailbox take part (rule R18). Of the others nothing leaves the mailbox but
 * the one field that says why, so that merge takes them for not ours to follow.
 *
 * @param privateContacts whether contacts that are marked private take part
 * @param categories only contacts with one of these take part; empty: all
 */
public record Tracking(boolean privateContacts, Set<String> categories) {

    /** Every contact takes part. */
    public static final Tracking EVERYTHING = new Tracking(true, Set.of());

    /** The field that says whether a contact is private. */
    public static final String SENSITIVITY = "sensitivity";

    /** What it says of a contact that is marked private where a service knows no degrees. */
    public static final String PRIVATE = "Private";

    private static final String CATEGORIES = "categories";
    private static final List<String> WITHHELD = List.of(PRIVATE, "Confidential");

    public Tracking {
        categories = Set.copyOf(categories);
    }

    /** What a policy lets take part. */
    public static Tracking of(Policy policy) {
        return new Tracking(policy.getPrivateContacts(), Set.copyOf(policy.getCategories()));
    }

    /** What may leave the mailbox of a reading; itself, if its contact takes part. */
    public Reading shown(Reading reading) {
        if (isWithheldAsPrivate(reading)) {
            return only(reading, SENSITIVITY, Contact.newBuilder()
                    .setSensitivity(reading.getContact().getSensitivity().orElse(null))
                    .build());
        }
        if (isOutsideCategories(reading)) {
            return only(reading, CATEGORIES, Contact.newBuilder()
                    .setCategories(reading.getContact().getCategories())
                    .build());
        }
        return reading;
    }

    /** Whether the contact takes part, as far as the reading tells. */
    public boolean includes(Reading reading) {
        return !isWithheldAsPrivate(reading) && !isOutsideCategories(reading);
    }

    /** Whether a contact is meant for its owner's eyes only. */
    public static boolean isPrivate(Contact contact) {
        return contact.getSensitivity()
                .filter(sensitivity -> WITHHELD.stream().anyMatch(sensitivity::equalsIgnoreCase))
                .isPresent();
    }

    private boolean isWithheldAsPrivate(Reading reading) {
        return !privateContacts && isPrivate(reading.getContact());
    }

    private boolean isOutsideCategories(Reading reading) {
        return !categories.isEmpty() && reading.getFields().contains(CATEGORIES)
                && reading.getContact().getCategories().stream().noneMatch(categories::contains);
    }

    private static Reading only(Reading reading, String field, Contact contact) {
        return Reading.newBuilder(reading).setFields(List.of(field)).setContact(contact).build();
    }
}
