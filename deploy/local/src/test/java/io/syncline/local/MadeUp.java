package io.syncline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Contacts of people who do not exist. No two of one mailbox share a full name, an address or a
 * number, so that nobody can be taken for somebody else.
 */
final class MadeUp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIRST = List.of("Ada", "Ben", "Cleo", "Dina", "Emil",
            "Fay", "Gus", "Hana", "Ivo", "Jill", "Kai", "Lena", "Milo", "Nora", "Otto", "Pia",
            "Quinn", "Rosa", "Sven", "Tess", "Udo", "Vera", "Wim", "Xenia", "Yves", "Zoe", "Alma",
            "Bo", "Cora", "Dag");
    private static final List<String> STARTS = List.of("Bel", "Cor", "Dun", "Fen", "Gar", "Hol",
            "Lin", "Mar", "Tor", "Wes");
    private static final List<String> ENDS = List.of("brook", "by", "dale", "field", "ford",
            "ham", "ley", "mont", "ton", "wick");
    private static final List<Integer> AREAS = List.of(202, 203, 205, 206, 207, 208, 209, 210, 212,
            213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240, 248, 251,
            252, 253, 254, 256);
    private static final int NUMBERS_IN_AN_AREA = 100;
    private static final int PEOPLE_MAX = AREAS.size() * NUMBERS_IN_AN_AREA;

    private MadeUp() {}

    /** The first so many people of a mailbox; the same every time. */
    static List<ObjectNode> people(String mailbox, int count) {
        if (count > PEOPLE_MAX) {
            throw new IllegalArgumentException("There are only " + PEOPLE_MAX + " people");
        }
        return IntStream.range(0, count).mapToObj(number -> person(mailbox, number)).toList();
    }

    static List<String> emails(List<ObjectNode> people) {
        return people.stream().map(TwoSides::email).toList();
    }

    private static ObjectNode person(String mailbox, int number) {
        String first = FIRST.get(number % FIRST.size());
        int family = number / FIRST.size();
        String last = STARTS.get(family % STARTS.size())
                + ENDS.get(family / STARTS.size() % ENDS.size());
        String name = first + " " + last;
        ObjectNode contact = JSON.createObjectNode()
                .put("givenName", first)
                .put("surname", last)
                .put("displayName", name)
                .put("companyName", last + " Homes")
                .put("jobTitle", "Agent")
                .put("personalNotes", "Met at the open house")
                .put("mobilePhone", "+1 %d 555 01%02d".formatted(
                        AREAS.get(number / NUMBERS_IN_AN_AREA), number % NUMBERS_IN_AN_AREA));
        contact.putArray("emailAddresses")
                .addObject()
                .put("address", (first + "." + last + "." + mailbox).toLowerCase(Locale.ROOT)
                        + "@example.com")
                .put("name", name);
        contact.putArray("categories").add("Buyer");
        return contact;
    }
}
