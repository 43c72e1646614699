package io.syncline.core.item;

import io.syncline.core.item.Field.Form;
import io.syncline.core.item.Field.Merging;
import io.syncline.core.item.ItemKind.Identifying;
import io.syncline.core.item.ItemKind.Recomputed;
import io.syncline.core.item.ItemKind.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of a contact; the names are those of the Avro record {@code Contact}. */
public final class ContactKind {

    private static final List<String> TEXTS = List.of("displayName", "givenName", "middleName",
            "surname", "title", "generation", "initials", "nickName", "fileAs", "yomiGivenName",
            "yomiSurname", "yomiCompanyName", "companyName", "department", "jobTitle", "profession",
            "officeLocation", "manager", "assistantName", "spouseName", "birthday",
            "weddingAnniversary", "postalAddressIndex", "businessHomePage", "mileage",
            "personalNotes");
    private static final List<String> ADDRESSES = List.of("businessAddress", "homeAddress",
            "otherAddress");
    private static final List<String> PHONES = List.of("mobilePhone", "assistantPhone",
            "businessFax", "callbackPhone", "carPhone", "companyMainPhone", "homeFax", "isdn",
            "otherFax", "otherTelephone", "pager", "primaryPhone", "radioPhone", "telex",
            "ttyTddPhone");
    private static final List<String> TEXT_LISTS = List.of("children", "imAddresses",
            "companies");
    private static final String CATEGORIES = "categories";
    private static final String SENSITIVITY = "sensitivity";
    private static final List<String> PHONE_LISTS = List.of("businessPhones", "homePhones");

    /** The contact. */
    public static final ItemKind CONTACT = contact();

    private ContactKind() {}

    private static ItemKind contact() {
        List<Field> fields = new ArrayList<>();
        // Numbers are stored; each group has a range of its own so that it can grow at its end.
        add(fields, 1, TEXTS, Form.TEXT, Merging.SCALAR);
        // It stood last among the texts; any more of those begin at 28.
        add(fields, 27, List.of(SENSITIVITY), Form.SENSITIVITY, Merging.SCALAR);
        add(fields, 101, ADDRESSES, Form.ADDRESS, Merging.SCALAR);
        add(fields, 201, PHONES, Form.PHONE, Merging.SCALAR);
        add(fields, 301, TEXT_LISTS, Form.TEXT, Merging.LIST);
        add(fields, 351, List.of(CATEGORIES), Form.TEXT, Merging.SET);
        add(fields, 401, PHONE_LISTS, Form.PHONE, Merging.LIST);
        add(fields, 501, List.of("emailAddresses"), Form.EMAIL, Merging.LIST);
        List<String> phones = new ArrayList<>(PHONE_LISTS);
        phones.addAll(PHONES);
        // Graph works these out anew when a part of the name is written (facts: contact 3.5).
        return ItemKind.of("contact", fields,
                new Identifying("emailAddresses", "givenName", "surname", List.copyOf(phones)),
                new Recomputed(Set.of("displayName", "fileAs", "initials"),
                        Set.of("givenName", "middleName", "surname", "companyName")),
                new Tracking(SENSITIVITY, CATEGORIES));
    }

    private static void add(List<Field> fields, int first, List<String> names, Form form,
            Merging merging) {
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Field(first + i, names.get(i), form, merging));
        }
    }
}
