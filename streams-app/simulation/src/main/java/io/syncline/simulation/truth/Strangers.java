package io.syncline.simulation.truth;

import io.syncline.simulation.model.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Those of whom nobody knows who is who, at rest: an operator may have said that a contact and a record
 * are one person. Then neither side has one more than the other, and nothing that was entered is lost.
 *
 * @param outlook all living contacts of a mailbox
 * @param crm all its living records
 */
record Strangers(List<Map<String, String>> outlook, List<Map<String, String>> crm, Kept kept) {

    Strangers {
        outlook = outlook.stream().filter(Strangers::isOne).toList();
        crm = crm.stream().filter(Strangers::isOne).toList();
    }

    /**
     * @param strangers the people of that mailbox
     * @param possibleDouble whether an alert said of one that it may stand twice
     */
    List<String> problems(String home, List<Person> strangers, boolean possibleDouble) {
        List<String> problems = new ArrayList<>();
        if (outlook.size() != crm.size() && !possibleDouble) {
            problems.add(outlook.size() + " strangers stand in mailbox " + home + ", and "
                    + crm.size() + " in the CRM (I1)");
        }
        Set<String> shown = new TreeSet<>();
        Stream.concat(outlook.stream(), crm.stream())
                .flatMap(fields -> Fields.entries(fields.get(Fields.PHONES)).stream())
                .forEach(entry -> shown.add(Person.normal(entry)));
        strangers.forEach(person -> person.added()
                .getOrDefault(Fields.PHONES, Set.of())
                .stream()
                .filter(entry -> !shown.contains(entry) && !kept.keepsValue(entry))
                .forEach(entry -> problems.add(person.mark() + ", a stranger, lost " + entry
                        + " (I2)")));
        return problems;
    }

    private static boolean isOne(Map<String, String> fields) {
        return fields.getOrDefault(Fields.EMAIL, "").startsWith(Person.STRANGERS);
    }
}
