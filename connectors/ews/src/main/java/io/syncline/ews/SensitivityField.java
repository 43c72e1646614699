package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Contact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact is private. The service keeps a degree, and beside it the mark that Graph and
 * Outlook go by; a contact counts as private if either says so, and both are written.
 */
record SensitivityField() implements ContactField {

    private static final FieldPath DEGREE = new FieldPath.Named("item:Sensitivity");
    private static final String ELEMENT = "Sensitivity";
    private static final String NORMAL = "Normal";
    /** Normal, Personal, Private, Confidential. */
    private static final int DEGREES = 4;

    @Override
    public String name() {
        return Tracking.SENSITIVITY;
    }

    @Override
    public int entriesMax() {
        return DEGREES;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(DEGREE, ExtendedProperties.PRIVATE);
    }

    @Override
    public @Nullable String read(Element contact, PhoneNumbers phones) {
        String degree = contact.text(ELEMENT).orElse(NORMAL);
        if (isMarked(contact) && !isWithheld(degree)) {
            return Tracking.PRIVATE;
        }
        return degree.equals(NORMAL) ? null : degree;
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        String wished = value == null ? NORMAL : (String) value;
        return List.of(ContactField.set(DEGREE, Element.type(ELEMENT, wished)),
                ExtendedProperties.set(ExtendedProperties.PRIVATE,
                        Boolean.toString(isWithheld(wished))));
    }

    /** Whether an item that shows these paths is meant for its owner's eyes only. */
    static boolean isPrivate(Element item) {
        return isMarked(item) || isWithheld(item.text(ELEMENT).orElse(NORMAL));
    }

    private static boolean isMarked(Element item) {
        return ExtendedProperties.value(item, ExtendedProperties.PRIVATE)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean isWithheld(String degree) {
        return Tracking.isPrivate(Contact.newBuilder().setSensitivity(degree).build());
    }
}
