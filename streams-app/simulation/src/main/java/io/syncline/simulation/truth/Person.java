package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Side;
import io.syncline.simulation.model.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One contact, and who entered what over what. A value stands until somebody who saw it enters another;
 * so two may stand at once, where neither editor saw the other's.
 */
public final class Person {

    /** An address of somebody who may be one of several begins so. */
    public static final String STRANGERS = "stranger-";

    private static final String CLEARED = "CLEARED";

    private final String mark;
    private final String home;
    private final Kind kind;
    private final Map<String, Set<String>> standing = new TreeMap<>();
    private final Map<String, Set<String>> byCrm = new TreeMap<>();
    private final Set<String> superseded = new TreeSet<>();
    private final Map<String, Set<String>> added = new TreeMap<>();
    private final Map<String, Set<String>> addedInCrm = new TreeMap<>();
    private final Map<String, Set<String>> removed = new TreeMap<>();
    private final Set<String> secrets = new TreeSet<>();
    private String newHome = "";
    private String copiedFrom = "";
    private int copiesAllowed = 1;
    private boolean met;
    private boolean hidden;
    private final Deletes deletes = new Deletes();
    private int clears;

    /** What may happen to a person. */
    public enum Kind {
        /** Edited, copied, moved, reassigned; never deleted. */
        EDITED,
        /** Deleted, never edited: the delete must stand. */
        DOOMED,
        /** Edited and deleted at once: either may win, and nothing may be lost. */
        CONTESTED,
        /** One of many that are deleted together. */
        CROWD,
        /** Two of them are equal, and must stay two. */
        TWIN,
        /** Private in the CRM: never in the mailbox. */
        CRM_ONLY,
        /** Several of them share an e-mail address, and nothing else tells who is who. */
        NAMELESS,
        /** The same, and some of them have met before anybody could know: they may be one. */
        STRANGER
    }

    Person(String mark, String home, Kind kind) {
        this.mark = mark;
        this.home = home;
        this.kind = kind;
        if (kind == Kind.TWIN) {
            copiesAllowed = 2;
        }
    }

    public String mark() {
        return mark;
    }

    /** The mailbox to which it belongs. */
    public String home() {
        return home;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isEdited() {
        return kind == Kind.EDITED || kind == Kind.CONTESTED;
    }

    public boolean isDeleted() {
        return deletes.isDeleted();
    }

    /** Who deleted it. */
    Deletes deletes() {
        return deletes;
    }

    /** Whether a delete of it must stand. */
    boolean mustBeGone() {
        return !isEdited() && deletes.mustStand();
    }

    /** Where it was given to; empty while it was not. */
    public String newHome() {
        return newHome;
    }

    /** How many contacts of it may stand in one mailbox. */
    int copiesAllowed() {
        return copiesAllowed;
    }

    /** Its contact is a copy of that person's, with everything that stands on it. */
    public void copiedFrom(String original) {
        copiedFrom = original;
    }

    /** The person of whose contact its own is a copy; empty if it is none. */
    String copiedFrom() {
        return copiedFrom;
    }

    /** Somebody gave it to another mailbox. */
    public void givenTo(String mailbox) {
        newHome = mailbox;
    }

    /** Somebody took an earlier contact of it back from Deleted Items: there may be two. */
    public void takenBack() {
        copiesAllowed++;
    }

    /** Somebody deleted it in the CRM for a moment; whoever heard of that heard of the CRM's delete. */
    public void takenBackInCrm() {
        deletes.tookBack(Side.CRM);
    }

    /** When it was taken back, everybody had been told of the delete: it lives now. */
    public void broughtBack() {
        deletes.broughtBack();
    }

    /** Whether earlier values may be back, with an earlier contact. */
    boolean isTakenBack() {
        return copiesAllowed > 1;
    }

    /**
     * The same by the CRM, which is one side: whoever works there has seen what the CRM sent, even if
     * it shows something older for a moment.
     *
     * @param versioned whether it can tell what the editor saw; if not, what was replaced may win yet
     */
    public void enteredInCrm(String field, String value, String before, boolean versioned) {
        Set<String> own = byCrm.computeIfAbsent(field, name -> new TreeSet<>());
        standing.getOrDefault(field, new TreeSet<>()).removeAll(own);
        own.clear();
        Set<String> others = Set.copyOf(standing.getOrDefault(field, Set.of()));
        boolean known = isSuperseded(before);
        entered(field, value, before);
        if (!versioned && !known) {
            superseded.remove(normal(before));
        }
        own.addAll(standing.getOrDefault(field, Set.of()));
        own.removeAll(others);
    }

    /** @param before what the editor saw and replaced */
    public void entered(String field, String value, String before) {
        Set<String> stands = standing.computeIfAbsent(field, name -> new TreeSet<>());
        String seen = normal(before);
        if (!seen.isEmpty() && !seen.equals(normal(value))) {
            stands.remove(seen);
            superseded.add(seen);
        }
        if (value.isEmpty()) {
            clears++;
            stands.add(CLEARED + clears);
        } else {
            stands.add(normal(value));
        }
    }

    /** Its contact in the mailbox was told to the pipeline: from now on it is known there. */
    public void met() {
        met = true;
    }

    public boolean isMet() {
        return met;
    }

    /** Its contact was hidden from us for a while: what was deleted then, nobody told us of (R18). */
    public void hidden() {
        hidden = true;
    }

    /** Whether it may be gone from the mailbox and stay in the CRM. */
    boolean mayBeLeftBehind() {
        return hidden && deletes.isDeleted();
    }

    /** A value of a contact that is private now must not leave the mailbox. */
    public void enteredInPrivate(String value) {
        if (!value.isEmpty()) {
            secrets.add(value);
        }
    }

    /** The contact is not private any more. */
    public void published() {
        secrets.clear();
    }

    public void addedEntryInCrm(String field, String entry) {
        addedEntry(field, entry);
        addedInCrm.computeIfAbsent(field, name -> new TreeSet<>()).add(normal(entry));
    }

    public void addedEntry(String field, String entry) {
        added.computeIfAbsent(field, name -> new TreeSet<>()).add(normal(entry));
        removed.getOrDefault(field, new TreeSet<>()).remove(normal(entry));
    }

    public void removedEntry(String field, String entry) {
        removed.computeIfAbsent(field, name -> new TreeSet<>()).add(normal(entry));
        added.getOrDefault(field, new TreeSet<>()).remove(normal(entry));
    }

    /**
     * Somebody deleted it who saw this: it need not be kept any longer. If somebody else's edit brings it
     * back, it is what was last told of it, and nobody may have been told of what was taken away before.
     */
    public void deletedInMailbox(Map<String, String> shown) {
        deletes.deletedAt(Side.MAILBOX);
        deletedSeeing(shown);
    }

    private void deletedSeeing(Map<String, String> shown) {
        removed.clear();
        standing.forEach((field, values) -> {
            String seen = normal(shown.getOrDefault(field, ""));
            values.removeIf(value -> seen.isEmpty()
                    ? value.startsWith(CLEARED)
                    : value.equals(seen));
        });
        added.forEach((field, entries) -> Fields.entries(shown.get(field))
                .forEach(entry -> entries.remove(normal(entry))));
    }

    /**
     * The same in the CRM, which has seen what it sent itself.
     *
     * @param versioned whether it can tell what it saw; if not, the delete may lose
     */
    public void deletedInCrm(Map<String, String> shown, boolean versioned) {
        deletes.deletedAt(Side.CRM);
        deletedSeeing(shown);
        if (!versioned) {
            deletes.mayLose();
        }
        byCrm.forEach((field, own) -> standing.getOrDefault(field, new TreeSet<>())
                .removeAll(own));
        addedInCrm.forEach((field, own) -> added.getOrDefault(field, new TreeSet<>())
                .removeAll(own));
    }

    Map<String, Set<String>> standing() {
        return standing;
    }

    Map<String, Set<String>> added() {
        return added;
    }

    Map<String, Set<String>> removed() {
        return removed;
    }

    Set<String> secrets() {
        return secrets;
    }

    /**
     * A clear need not be kept: whoever enters a value over nothing has seen nothing, whichever nothing it
     * was. That what was cleared does not come back is another matter.
     */
    static boolean isClear(String value) {
        return value.startsWith(CLEARED);
    }

    boolean isSuperseded(String value) {
        return superseded.contains(normal(value));
    }

    /** Whether what is shown is this standing value. */
    static boolean shows(String shown, String standing) {
        return standing.startsWith(CLEARED) ? shown.isEmpty() : normal(shown).equals(standing);
    }

    /** Values without what a mailbox does to them. */
    static String normal(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
