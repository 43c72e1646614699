package io.syncline.simulation.truth;

import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One person once everything has come to rest.
 *
 * @param outlook the living contacts of this person in the mailbox
 * @param crm the living records
 * @param everywhere both, at every mailbox
 * @param items the items that ever showed this person
 */
record AtRest(Person person, List<Map<String, String>> outlook, List<Map<String, String>> crm,
        List<Map<String, String>> everywhere, Set<String> items, Kept kept,
        Unheard unheard) {

    List<String> problems(String home, boolean possibleDouble, boolean versioned,
            Set<String> policed) {
        List<String> problems = new ArrayList<>();
        if (!possibleDouble) {
            counts(home, problems);
        }
        if (outlook.size() == 1 && crm.size() == 1) {
            equality(home, problems);
        }
        boolean isDouble = possibleDouble && outlook.size() > 1;
        if (person.isEdited() && home.equals(person.home()) && !isDouble) {
            values(versioned, policed, problems);
            entries(policed, problems);
        }
        return problems;
    }

    private void counts(String home, List<String> problems) {
        if (person.kind() == Kind.CRM_ONLY) {
            if (!outlook.isEmpty() || crm.size() != 1) {
                problems.add(person.mark() + " is private in the CRM, and stands " + outlook.size()
                        + " times in the mailbox (I8)");
            }
            return;
        }
        if (person.kind() == Kind.STRANGER) {
            return;
        }
        String where = person.mark() + " (" + person.kind() + ") stands " + outlook.size()
                + " times in mailbox " + home + " and " + crm.size() + " times in the CRM";
        if (outlook.isEmpty() && person.mayBeLeftBehind()) {
            return;
        }
        if (outlook.size() != crm.size()) {
            problems.add(where + " (I1)");
        } else if (outlook.size() > person.copiesAllowed()) {
            problems.add(where + " (I3)");
        } else if (outlook.isEmpty() && mustLive(home)) {
            problems.add(where + " (I2)");
        } else if (!outlook.isEmpty() && person.mustBeGone() && !unheard.isDeleteUnsure(items)) {
            problems.add(where + " (I5)");
        } else if (person.kind() == Kind.TWIN && outlook.size() != 2) {
            problems.add(where + ", expected 2 (I3)");
        }
    }

    private boolean mustLive(String home) {
        boolean left = !person.newHome().isEmpty() && home.equals(person.home());
        return !person.isDeleted() && !left;
    }

    /** Both sides show the same, as far as the mailbox can (I1). */
    private void equality(String home, List<String> problems) {
        Map<String, String> here = comparable(outlook.getFirst());
        Map<String, String> there = comparable(crm.getFirst());
        there.keySet()
                .stream()
                .filter(field -> isRefused(there.getOrDefault(field, "")))
                .toList()
                .forEach(field -> {
                    here.remove(field);
                    there.remove(field);
                });
        if (!here.equals(there)) {
            problems.add(person.mark() + " is " + here + " in mailbox " + home + " and " + there
                    + " in the CRM (I1)");
        }
    }

    private static Map<String, String> comparable(Map<String, String> fields) {
        Map<String, String> entered = new TreeMap<>(fields);
        entered.remove(Fields.FILE_AS);
        entered.computeIfPresent(Fields.PHONES, (field, text) -> String.join(",",
                Fields.entries(text).stream().limit(Fields.PHONES_MAX).toList()));
        entered.computeIfPresent(Fields.CATEGORIES, (field, text) -> String.join(",",
                Fields.entries(text).stream().sorted().toList()));
        entered.replaceAll((field, text) -> Person.normal(text));
        return entered;
    }

    private void values(boolean versioned, Set<String> policed, List<String> problems) {
        person.standing().forEach((field, values) -> {
            Set<String> shown = new HashSet<>();
            everywhere.forEach(fields -> shown.add(fields.getOrDefault(field, "")));
            for (String value : values) {
                boolean isShown = shown.stream().anyMatch(text -> Person.shows(text, value));
                if (!isShown && !kept.keepsValue(value) && !Person.isClear(value)) {
                    problems.add(person.mark() + " lost " + field + " " + value + " to " + shown
                            + ", unseen and without a Conflict (I2)");
                }
                boolean alone = values.size() == 1 && versioned && !person.isDeleted()
                        && person.newHome().isEmpty() && !person.isTakenBack()
                        && !policed.contains(field);
                if (!isShown && alone && !Person.isClear(value)
                        && shown.stream().noneMatch(text -> isUnsure(field, text))) {
                    problems.add(person.mark() + ": " + field + " " + value
                            + " was entered by somebody who saw all others, and lost to " + shown
                            + " (I2)");
                }
            }
            if (shown.stream().anyMatch(AtRest::isRefused)) {
                return; // The mailbox goes on showing what came before.
            }
            shown.stream()
                    .filter(text -> !text.isEmpty() && person.isSuperseded(text))
                    .filter(text -> !person.isTakenBack() && !person.isDeleted()
                            && person.newHome().isEmpty())
                    .filter(text -> !policed.contains(field) && !isUnsure(field, text))
                    .forEach(text -> problems.add(person.mark() + ": " + field + " shows " + text
                            + ", which was replaced (I5)"));
        });
    }

    private void entries(Set<String> policed, List<String> problems) {
        if (everywhere.isEmpty()) {
            return;
        }
        Set<String> shown = new HashSet<>();
        for (Map<String, String> fields : everywhere) {
            for (String list : List.of(Fields.CATEGORIES, Fields.PHONES)) {
                Fields.entries(fields.get(list)).forEach(entry -> shown.add(Person.normal(entry)));
            }
        }
        person.added()
                .forEach((field, entries) -> entries.stream()
                        .filter(entry -> !shown.contains(entry) && !policed.contains(field))
                        .filter(entry -> !kept.keepsAsOther(entry))
                        .forEach(entry -> problems
                                .add(person.mark() + " lost " + entry + " of " + field
                                        + " (I2)")));
        person.removed()
                .forEach((field, entries) -> entries.stream()
                        .filter(entry -> shown.contains(entry) && !policed.contains(field))
                        .filter(entry -> person.newHome().isEmpty() && !person.isTakenBack())
                        .filter(entry -> !isUnsure(field, entry))
                        .forEach(entry -> problems.add(person.mark() + ": " + entry + " of " + field
                                + " is back, and was taken away (I5)")));
    }

    private boolean isUnsure(String field, String value) {
        return kept.isUnsure(items, field) || unheard.isUnsure(items, field, value);
    }

    /** Whether this value is one that mailboxes refuse: then the two sides may differ. */
    private static boolean isRefused(String value) {
        return Person.normal(value).startsWith(Person.normal(ModelMailbox.REFUSED));
    }
}
