package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A contact of the script: what was entered for it, and whether it stands so in the end. */
final class ScriptedPerson {

    private static final String CATEGORIES = "categories";

    private final String agent;
    private final int number;
    private final boolean doomed;
    private final Map<Boolean, String> ids = new TreeMap<>();
    private final Map<String, String> expected = new TreeMap<>();
    private final Set<String> categories = new TreeSet<>();
    private final Map<Boolean, String> shared = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private boolean sharedIsSure = true;
    private boolean deleted;

    /** @param doomed whether it may be deleted; then nobody edits it */
    ScriptedPerson(String agent, int number, boolean doomed) {
        this.agent = agent;
        this.number = number;
        this.doomed = doomed;
    }

    String agent() {
        return agent;
    }

    String email() {
        return "person-" + number + "@example.com";
    }

    boolean isDoomed() {
        return doomed;
    }

    boolean isDeleted() {
        return deleted;
    }

    ObjectNode asMade() {
        ObjectNode contact = new ObjectMapper().createObjectNode()
                .put("givenName", "Person")
                .put("surname", "Number" + number)
                .put("displayName", "Person Number" + number);
        contact.putArray("emailAddresses").addObject().put("address", email());
        return contact;
    }

    Optional<String> idIn(boolean outlook) {
        return Optional.ofNullable(ids.get(outlook));
    }

    void knownAs(boolean outlook, String id) {
        ids.put(outlook, id);
    }

    void forgetIds() {
        ids.clear();
    }

    void deleted() {
        deleted = true;
    }

    void entered(String field, String value) {
        expected.put(field, value);
    }

    /** @param overwritten what stood there; the value itself, if an earlier try was done unheard */
    void enteredInShared(boolean inOutlook, String value, String overwritten) {
        sharedIsSure &= !overwritten.equals(value);
        seen.add(overwritten);
        shared.put(inOutlook, value);
    }

    /**
     * @param list what the person set
     * @param overwritten what stood there; what is not in the list, the person removed unseen
     */
    void setCategories(String added, JsonNode list, JsonNode overwritten) {
        Set<String> before = texts(overwritten);
        if (before.contains(added)) {
            categories.clear(); // An earlier try was done unheard: what it removed is not known.
        }
        before.removeAll(texts(list));
        categories.removeAll(before);
        categories.add(added);
    }

    void check(List<JsonNode> side, String name, List<String> problems) {
        List<JsonNode> found = of(side);
        if (found.size() != (deleted ? 0 : 1)) {
            problems.add(email() + " stands " + found.size() + " times in the " + name
                    + (deleted ? ", though deleted" : ""));
            return;
        }
        found.forEach(contact -> {
            expected.forEach((field, value) -> {
                String shown = contact.path(field).asText("");
                if (!shown.equals(value)) {
                    problems.add(email() + " shows " + field + " '" + shown + "' in the " + name
                            + ", expected '" + value + "'");
                }
            });
            Set<String> missing = new TreeSet<>(categories);
            missing.removeAll(texts(contact.path(CATEGORIES)));
            if (!missing.isEmpty()) {
                problems.add(email() + " lacks " + missing + " in the " + name);
            }
        });
    }

    /** Both sides show one side's last value; the other's was seen before, or a Conflict keeps it. */
    void checkShared(String field, List<JsonNode> contacts, List<JsonNode> records,
            Set<String> conflicts, List<String> problems) {
        if (shared.isEmpty() || of(contacts).size() != 1 || of(records).size() != 1) {
            return;
        }
        String here = of(contacts).getFirst().path(field).asText("");
        String there = of(records).getFirst().path(field).asText("");
        if (!here.equals(there) || !shared.containsValue(here)) {
            problems.add(email() + " shows " + field + " '" + here + "' in the mailbox and '"
                    + there + "' in the CRM, expected one of " + shared.values());
            return;
        }
        List<String> lost = new ArrayList<>(shared.values());
        lost.remove(here);
        lost.removeIf(value -> seen.contains(value) || conflicts.contains(value));
        if (sharedIsSure && !lost.isEmpty()) {
            problems.add(
                    email() + " lost " + field + " " + lost + " unseen and without a Conflict");
        }
    }

    private List<JsonNode> of(List<JsonNode> side) {
        return side.stream()
                .filter(contact -> contact.path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asText()
                        .equals(email()))
                .toList();
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
