package io.syncline.port;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.syncline.schemas.contact.Phone;

/**
 * Works out the normal form of phone numbers, before the journal, so that a newer library never
 * changes a replay. Thread-safe.
 */
public final class PhoneNumbers {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final String defaultRegion;

    /** @param defaultRegion where numbers without a country code are, such as US */
    public PhoneNumbers(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    /**
     * The phone with its normal form, where the number can be one. A number with an extension has
     * none: E.164 would drop the extension, and two desks of one office would be one phone.
     */
    public Phone phone(String number) {
        try {
            PhoneNumber parsed = LIBRARY.parse(number, defaultRegion);
            return new Phone(number, LIBRARY.isPossibleNumber(parsed) && !parsed.hasExtension()
                    ? LIBRARY.format(parsed, PhoneNumberFormat.E164)
                    : null);
        } catch (NumberParseException e) {
            return new Phone(number, null);
        }
    }
}
