package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.truth.Person.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody, and what must stand while a history goes on (I2, I3, I5, I7, I8) and when it has come to
 * rest (I1 to I3, I5). Nothing here is worked out by the code under test.
 */
public final class People {

    private final Map<String, Person> byMark = new LinkedHashMap<>();
    private final Map<String, Set<String>> itemsByMark = new HashMap<>();
    private final Map<String, Set<String>> retired = new HashMap<>();
    private final Map<String, DeleteCount> deletes = new HashMap<>();
    private final Map<String, Set<Side>> notTaken = new HashMap<>();
    private final Set<String> possibleDoubles = new HashSet<>();
    private final Kept kept = new Kept();
    private final Unheard unheard = new Unheard();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, ChangeKind> kinds = new HashMap<>();
    private final Set<String> deletesUnderWay = new HashSet<>();
    private final Promises promises = new Promises();
    private final Rejections rejections = new Rejections();
    private final Writes writes = new Writes();
    private int values;

    /** @param home the mailbox to which it belongs, as tenant/mailbox */
    public Person add(String home, Kind kind) {
        return add("p" + byMark.size(), home, kind);
    }

    private Person add(String mark, String home, Kind kind) {
        Person person = new Person(mark, home, kind);
        notTaken.getOrDefault(home, Set.of()).forEach(person.deletes()::notTakenFrom);
        byMark.put(mark, person);
        return person;
    }

    /** Whether the last that was published of it is that it is deleted. */
    public boolean isToldDeleted(Person person) {
        Set<String> items = items(person);
        return !items.isEmpty() && Collections.disjoint(items, deletesUnderWay) && items.stream()
                .allMatch(item -> kinds.get(item) == ChangeKind.DELETED);
    }

    /** The mailbox is told to delete an item; whoever takes it back then is not noticed (R6). */
    void deleteIsUnderWay(String item) {
        deletesUnderWay.add(item);
    }

    /** The mailbox has said that the item is gone. */
    void deleteIsDone(String item) {
        deletesUnderWay.remove(item);
    }

    /** The person of a contact that shows this mark. */
    public Optional<Person> marked(String mark) {
        return Optional.ofNullable(byMark.get(mark));
    }

    public List<Person> at(String home) {
        return byMark.values().stream().filter(person -> person.home().equals(home)).toList();
    }

    /** A value that nobody entered before. */
    public String value(String kind) {
        values++;
        return kind + values + ".";
    }

    /** A value was entered at this side. */
    public void enteredAt(Side side, String value) {
        promises.enteredAt(side, value);
    }

    /** What the tenant of a mailbox decided before anything happened. */
    public void promise(String home, Promise promise) {
        promises.add(home, promise);
        promise.deletesFrom().ifPresent(side -> deletesTakenOnlyFrom(home, side));
    }

    /** What the other side deletes is made there again from now on, and need not stand. */
    public void deletesTakenOnlyFrom(String home, Side taken) {
        Side other = taken == Side.CRM ? Side.MAILBOX : Side.CRM;
        notTaken.computeIfAbsent(home, key -> EnumSet.noneOf(Side.class)).add(other);
        at(home).stream()
                .filter(person -> !isToldDeleted(person))
                .forEach(person -> person.deletes().notTakenFrom(other));
    }

    /** Something did not stand. */
    public void broken(String problem) {
        problems.add(problem);
    }

    /** What did not stand so far; empty if all is well. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * The journal says so, and what was let through before comes back.
     *
     * @param at journal time, in milliseconds, as everywhere here
     */
    void rejectedAt(String home, long at) {
        rejections.rejected(home, at);
        rejectedAt(home);
    }

    /** An operator takes deletes of a mailbox back: those made so far need not stand any more. */
    public void rejectedAt(String home) {
        at(home).forEach(person -> person.deletes().rejected());
    }

    /** Something was decided that concerns all items of a mailbox, or of a tenant: tenant/. */
    void decided(String home) {
        writes.decided(home);
    }

    /** Whether the delete of an item is held from then on. */
    void held(String item, long at, boolean held) {
        rejections.held(item, at, held);
    }

    /** The same of one delete that is held. */
    void rejected(String item) {
        shown(item).forEach(person -> person.deletes().rejected());
    }

    /** An operator approves one delete that is held: no later rejection takes it back. */
    public void approved(String item) {
        shown(item).forEach(person -> person.deletes().approved());
    }

    private List<Person> shown(String item) {
        return byMark.values().stream().filter(person -> items(person).contains(item)).toList();
    }

    /** An alert says that the mailbox may have two contacts of this item. */
    void possibleDouble(String item) {
        possibleDoubles.add(item);
    }

    /** Whether its contact is no copy, was never taken back, and no alert told of two. */
    public boolean isMadeOnce(Person person) {
        return person.copiedFrom().isEmpty() && !person.isTakenBack()
                && !isPossibleDouble(person);
    }

    /** Also of a copy: it carries the stamp of that item, and passes for its double (R17). */
    private boolean isPossibleDouble(Person person) {
        return !Collections.disjoint(possibleDoubles, items(person))
                || marked(person.copiedFrom()).filter(this::isPossibleDouble).isPresent();
    }

    /** The items that ever showed this person. */
    private Set<String> items(Person person) {
        return itemsByMark.getOrDefault(person.mark(), Set.of());
    }

    /** The journal holds what came of a command. */
    void answered(String item, WriteResult result) {
        writes.answered(item, result);
        unheard.answered(item, result,
                unsure -> shown(unsure).stream().anyMatch(Person::isDeleted));
    }

    /** A dead letter keeps what came, byte by byte: a late patch of a deleted record, say (R8). */
    public void putAside(String original) {
        kept.putAside(original);
    }

    public void kept(Conflict conflict) {
        kept.add(conflict);
        if (conflict.getKind() != ConflictKind.FIELD) {
            return;
        }
        if (conflict.getRule().equals("R9")
                && conflict.getKeptOrigin().getAt().isBefore(conflict.getLostOrigin().getAt())) {
            problems.add(conflict.getField().orElse("") + " " + conflict.getKept().orElse("")
                    + " won over the later " + conflict.getLost().orElse("") + " (I2)");
        }
        promises.brokenBy(conflict).ifPresent(problems::add);
    }

    /** Something was published. @param at journal time, in milliseconds */
    public void published(Change change, long at) {
        String home = change.getTenant() + "/" + change.getMailbox();
        String item = home + "/" + change.getItem();
        String mark = change.getContact().getPersonalNotes().orElse("");
        itemsByMark.computeIfAbsent(mark, key -> new HashSet<>()).add(item);
        kinds.put(item, change.getKind());
        writes.changed(item);
        if (mark.isEmpty() && change.getKind() == ChangeKind.CREATED) {
            problems.add("A contact of which nothing may be shown is published at " + home
                    + " (private)");
        }
        marked(mark).ifPresent(person -> {
            if (!person.home().equals(home) && !person.newHome().equals(home)) {
                problems.add(mark + " of " + person.home() + " is published at " + home + " (I8)");
            }
            checkFields(person, item, change);
            problems.addAll(promises.brokenBy(home, person, change));
            boolean revived = change.getKind() == ChangeKind.RESTORED
                    && person.mustBeGone() && !unheard.isDeleteUnsure(Set.of(item))
                    && !(person.deletes().wasRejected() && isByGuard(change));
            if (revived) {
                problems.add(mark + " was deleted and lives again (I5)");
            }
        });
        if (change.getKind() == ChangeKind.DELETED) {
            boolean counted = !isByGuard(change)
                    && change.getToMailbox().isEmpty();
            if (counted) {
                rejections.deleted(item, at);
            }
            deletes.computeIfAbsent(home, key -> new DeleteCount())
                    .deleted(item, at, counted)
                    .ifPresent(problem -> problems.add(home + ": " + problem));
        } else {
            rejections.lives(item, at);
            deletes.computeIfAbsent(home, key -> new DeleteCount())
                    .lives(item, isByGuard(change));
        }
    }

    private static boolean isByGuard(Change change) {
        return change.getRule().equals(Optional.of("R20"));
    }

    private void checkFields(Person person, String item, Change change) {
        change.getFields()
                .stream()
                .filter(field -> Fields.SCALARS.contains(field.getField()))
                .forEach(field -> {
                    String before = Person.normal(field.getBefore().orElse(""));
                    String after = Person.normal(field.getAfter().orElse(""));
                    Set<String> never = retired.computeIfAbsent(item, key -> new HashSet<>());
                    boolean stands = person.standing()
                            .getOrDefault(field.getField(), Set.of())
                            .contains(before);
                    if (stands && !before.equals(after) && !kept.keepsValue(before)) {
                        problems.add(person.mark() + ": " + field.getField() + " " + before
                                + " gave way to " + after
                                + ", unseen and without a Conflict (I2)");
                    }
                    if (!after.isEmpty() && never.contains(after)
                            && !kept.isUnsure(Set.of(item), field.getField())
                            && !unheard.isUnsure(Set.of(item), field.getField(), after)) {
                        problems.add(person.mark() + ": " + field.getField() + " shows " + after
                                + " again, which was replaced (I5)");
                    }
                    if (!before.isEmpty() && person.isSuperseded(before)) {
                        never.add(before);
                    }
                });
    }

    /** How many living contacts a mailbox shows of each mark, at any moment (I3, I8). */
    public void checkMailbox(String home, List<Map<String, String>> living) {
        Map<String, Integer> counts = new HashMap<>();
        living.forEach(fields -> counts.merge(fields.getOrDefault(Fields.MARK, ""), 1,
                Integer::sum));
        counts.forEach((mark, count) -> marked(mark).ifPresent(person -> {
            if (!person.home().equals(home) && !person.newHome().equals(home)) {
                problems.add(mark + " of " + person.home() + " stands in mailbox " + home
                        + " (I8)");
            }
            boolean mayStand = !person.deletes().by().contains(Side.MAILBOX)
                    || person.kind() != Kind.CROWD
                    || person.deletes().mayComeBackAt(Side.MAILBOX);
            if (!mayStand) {
                problems.add(mark + " was deleted in mailbox " + home
                        + ", nobody took that back, and it stands there again (I7)");
            }
            if (count > person.copiesAllowed() && !isPossibleDouble(person)) {
                problems.add(mark + " stands " + count + " times in mailbox " + home + " (I3)");
            }
        }));
    }

    /** What was entered in private contacts of a mailbox must not stand in what left it. */
    public void checkLeft(String home, String left) {
        at(home).forEach(person -> person.secrets()
                .stream()
                .filter(left::contains)
                .forEach(secret -> problems.add(person.mark() + ": " + secret
                        + " left the mailbox, and is private")));
    }

    /**
     * What must stand at rest.
     *
     * @param home a mailbox, as tenant/mailbox
     * @param everywhere every living contact and record of every mailbox
     * @param versioned whether the CRM says which version an edit was built on
     * @param policed fields for which a policy was ever decided: either side may have to give way
     */
    public void checkAtRest(String home, List<Map<String, String>> outlook,
            List<Map<String, String>> crm, List<Map<String, String>> everywhere,
            boolean versioned, Set<String> policed) {
        byMark.values()
                .stream()
                .filter(person -> person.home().equals(home) || person.newHome().equals(home))
                .forEach(person -> {
                    AtRest rest = new AtRest(person, of(outlook, person), of(crm, person),
                            of(everywhere, person), items(person), kept, unheard);
                    problems.addAll(
                            rest.problems(home, isPossibleDouble(person), versioned, policed));
                });
        List<Person> strangers = at(home).stream()
                .filter(person -> person.kind() == Kind.STRANGER)
                .toList();
        problems.addAll(new Strangers(outlook, crm, kept).problems(home, strangers,
                strangers.stream().anyMatch(this::isPossibleDouble)));
    }

    /** What must have come back, and what must not have been written, once everything rests (I4, I7). */
    public void checkHistory() {
        problems.addAll(rejections.problems());
        problems.addAll(writes.problems());
    }

    private static List<Map<String, String>> of(List<Map<String, String>> side,
            Person person) {
        return side.stream()
                .filter(fields -> person.mark().equals(fields.get(Fields.MARK)))
                .toList();
    }
}
