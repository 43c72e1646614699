package io.syncline.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people did, and what must therefore stand in the end (oracles I1, I2, I3, I5). Knows the edits and
 * what each of them overwrote; nothing here is worked out by the code under test.
 */
final class People {

    private final Map<String, Person> byEmail = new LinkedHashMap<>();
    private int values;

    /** A side at which people work. */
    enum Side {
        OUTLOOK, CRM
    }

    /** One contact: who entered what, and who overwrote it. */
    static final class Person {

        private final String email;
        private final boolean doomed;
        private final Map<String, Map<Side, String>> last = new TreeMap<>();
        private final Set<String> overwritten = new TreeSet<>();
        private final Set<String> added = new TreeSet<>();
        private boolean deleted;

        Person(String email, boolean doomed) {
            this.email = email;
            this.doomed = doomed;
        }

        String email() {
            return email;
        }

        boolean isDoomed() {
            return doomed;
        }

        boolean isDeleted() {
            return deleted;
        }

        void deleted() {
            deleted = true;
        }

        /** @param before what the editor saw and replaced */
        void entered(Side side, String field, String value, String before) {
            overwritten.add(before);
            last.computeIfAbsent(field, name -> new TreeMap<>()).put(side, value);
        }

        void addedToCategories(String category) {
            added.add(category);
        }
    }

    /** A new person; one in five is only ever deleted, never edited. */
    Person add() {
        int number = byEmail.size();
        Person person = new Person("p" + number + "@example.com", number % 5 == 4);
        byEmail.put(person.email(), person);
        return person;
    }

    List<Person> editable() {
        return byEmail.values().stream().filter(person -> !person.isDoomed()).toList();
    }

    List<Person> doomed() {
        return byEmail.values()
                .stream()
                .filter(person -> person.isDoomed() && !person.isDeleted())
                .toList();
    }

    /** A value that nobody entered before. */
    String value() {
        values++;
        return "value" + values;
    }

    /**
     * What does not stand as it must; empty if all is well.
     *
     * @param outlook the living contacts' fields
     * @param crm the living records' fields
     * @param kept every value that a Conflict keeps
     */
    List<String> problems(List<Map<String, String>> outlook, List<Map<String, String>> crm,
            Set<String> kept) {
        List<String> problems = new ArrayList<>();
        byEmail.values().forEach(person -> {
            List<Map<String, String>> here = of(outlook, person);
            List<Map<String, String>> there = of(crm, person);
            int expected = person.isDeleted() ? 0 : 1;
            if (here.size() != expected || there.size() != expected) {
                problems.add(person.email() + " stands " + here.size() + " times in Outlook and "
                        + there.size() + " times in the CRM, expected " + expected);
            } else if (expected == 1) {
                compare(person, here.getFirst(), there.getFirst(), kept, problems);
            }
        });
        return problems;
    }

    private static void compare(Person person, Map<String, String> here,
            Map<String, String> there, Set<String> kept, List<String> problems) {
        if (!withoutRendition(here).equals(withoutRendition(there))) {
            problems.add(person.email() + " is " + here + " in Outlook and " + there
                    + " in the CRM (I1)");
        }
        person.last.forEach((field, bySide) -> {
            String shown = here.getOrDefault(field, "");
            bySide.forEach((side, value) -> {
                if (!value.equals(shown) && !person.overwritten.contains(value)
                        && !kept.contains(value)) {
                    problems.add(person.email() + " lost " + field + " " + value + " of " + side
                            + " to " + shown + ", unseen and without a Conflict (I2)");
                }
            });
        });
        Set<String> missing = new TreeSet<>(person.added);
        missing.removeAll(kept);
        missing.removeAll(Values.entries(here.getOrDefault(Values.CATEGORIES, "")));
        if (!missing.isEmpty()) {
            problems.add(person.email() + " lost categories " + missing + " (I2)");
        }
    }

    /** What the mailbox works out by itself is its own business (I1). */
    private static Map<String, String> withoutRendition(Map<String, String> fields) {
        Map<String, String> entered = new TreeMap<>(fields);
        entered.remove(ModelMailbox.RENDERED);
        return entered;
    }

    private static List<Map<String, String>> of(List<Map<String, String>> side, Person person) {
        return side.stream()
                .filter(fields -> person.email().equals(fields.get(Values.EMAIL)))
                .toList();
    }
}
