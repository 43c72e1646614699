package io.syncline.core.item;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a person is recognised when two sides first meet (rule R16): the same e-mail, or the same
 * full name with the same phone; contradicting full names never match.
 *
 * @param emails addresses in lower case
 * @param fullName first and last name in lower case; empty where either is missing
 * @param phones numbers in E.164
 */
public record Identity(Set<String> emails, String fullName, Set<String> phones) {

    public Identity {
        emails = Set.copyOf(emails);
        phones = Set.copyOf(phones);
    }

    /** The texts under which an item with this identity is found; empty where it has none. */
    public Set<String> keys() {
        Stream<String> byEmail = emails.stream().map(email -> "email:" + email);
        Stream<String> byPhone = fullName.isEmpty()
                ? Stream.empty()
                : phones.stream().map(phone -> "phone:" + phone + ":" + fullName);
        return Stream.concat(byEmail, byPhone).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the two can be one person, given that they share a key. */
    public boolean mayBe(Identity other) {
        return fullName.isEmpty() || other.fullName.isEmpty() || fullName.equals(other.fullName);
    }

    /** Whether they share a key, and can be one person. */
    public boolean isAlike(Identity other) {
        return mayBe(other) && !Collections.disjoint(keys(), other.keys());
    }

    /** Whether both say exactly the same of themselves. */
    public boolean isTwinOf(Identity other) {
        return equals(other);
    }

    static String fullName(Value first, Value last) {
        return first.isEmpty() || last.isEmpty()
                ? ""
                : (first.canonicalText() + " " + last.canonicalText()).toLowerCase(Locale.ROOT);
    }
}
