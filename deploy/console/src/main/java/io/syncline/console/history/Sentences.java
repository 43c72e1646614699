package io.syncline.console.history;

import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a timeline holds, in words; values are shown by whoever shows the words. */
public final class Sentences {

    private Sentences() {}

    /** The fact that something followed from; fields are named as topics and commands name them. */
    public static String of(Cause cause) {
        return of(cause, UnaryOperator.identity());
    }

    /** What came of it, of happenings that change no field; fields are named the same. */
    public static String of(Happening happening) {
        return of(happening, UnaryOperator.identity());
    }

    /**
     * The fact that something followed from.
     *
     * @param naming how a field is called
     */
    public static String of(Cause cause, UnaryOperator<String> naming) {
        return switch (cause) {
            case Cause.Read read -> "The mailbox showed the contact";
            case Cause.Gone gone -> "The contact was gone from the mailbox" + switch (gone
                    .evidence()) {
                case DELETED_ITEMS -> ": it lies in Deleted Items";
                case NOT_IN_ANY_FOLDER -> ": it is in none of its folders";
                case UNKNOWN -> "";
            };
            case Cause.Told told -> told(told);
            case Cause.Edited edited -> edited(edited, naming);
            case Cause.Answered answered -> answered(answered);
            case Cause.Decided decided -> decided(decided);
        };
    }

    /**
     * What came of it, of happenings that change no field.
     *
     * @param naming how a field is called
     */
    public static String of(Happening happening, UnaryOperator<String> naming) {
        return switch (happening) {
            case Happening.Changed changed -> switch (changed.kind()) {
                case CREATED -> "Created, as version " + changed.version();
                case UPDATED -> "Changed, to version " + changed.version();
                case DELETED -> "Deleted, with version " + changed.version();
                case RESTORED -> "Lives again, as version " + changed.version();
                case REPEATED -> "Told again unchanged, as version " + changed.version();
                case UNKNOWN -> "Published, as version " + changed.version();
            };
            case Happening.TakenIn taken -> "Taken in, and not published yet";
            case Happening.Conflicted conflict -> conflicted(conflict, naming);
            case Happening.Commanded command -> commanded(command, naming);
            case Happening.Alerted alerted -> "Alert " + alerted.code() + ": "
                    + alerted.message();
            case Happening.DeleteHeld held -> "The delete by " + side(held.by().side(), "")
                    + " is held until somebody decides";
            case Happening.Parked parked -> "The mailbox refuses "
                    + naming.apply(parked.field())
                    + (parked.reason().isEmpty() ? "" : " (" + parked.reason() + ")")
                    + "; it is not written again until another value is wished";
            case Happening.Unparked unparked ->
                "What was refused of " + naming.apply(unparked.field()) + " may be written again";
            case Happening.Withheld withheld -> withheld(withheld.field(), naming)
                    + " is not written before it is released: only the rules of the generation of"
                    + " merge want it that took over";
            case Happening.LetOut let -> withheld(let.field(), naming)
                    + " waits for a release no more";
            case Happening.DueSet due -> due.due()
                    ? "It waits until the mailbox is ready to be written to"
                    : "It waits for the mailbox no more";
            case Happening.Waits waits -> "It is taken up when the command that is under way has"
                    + " been answered";
            case Happening.CopySet copy -> copy(copy.copy());
            case Happening.AmbiguitySet set -> set.ambiguous()
                    ? "It could be one of several people, and is written nowhere until somebody"
                            + " decides"
                    : "It is known who it is";
            case Happening.Joined joined -> "It was the same person as another contact, which has"
                    + " its copies now";
            case Happening.Refused refused -> "Refused (" + refused.code() + "): "
                    + refused.reason();
        };
    }

    /** A side, and who of it. */
    public static String side(Side side, String editor) {
        String name = switch (side) {
            case MAILBOX -> "the mailbox";
            case CRM -> "the CRM";
            case UNKNOWN -> "nobody known";
        };
        return editor.isEmpty() ? name : editor + " (by " + name + ")";
    }

    /** How long something took. */
    public static String took(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        long minutes = millis / 60_000;
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }

    private static String told(Cause.Told told) {
        return switch (told.kind()) {
            case CAPABILITIES -> "The source told what the mailbox can hold";
            case LISTED -> "The mailbox was listed in full for the first time";
            case UNAVAILABLE -> "The mailbox is unavailable"
                    + (told.reason().isEmpty() ? "" : ": " + told.reason());
            case AVAILABLE -> "The mailbox is available again";
            case UNTRACKED -> "The contact left the folders that are followed";
            case TRANSLATED -> "The contact has another id, since the mailbox changed its provider";
            case MIGRATED -> "The mailbox is reached through another provider now";
            case ITEM, GONE, UNKNOWN -> "The source told something of the mailbox";
        };
    }

    private static String edited(Cause.Edited edited, UnaryOperator<String> naming) {
        String who = side(Side.CRM, edited.by());
        String what = switch (edited.kind()) {
            case PATCH -> " edited " + names(edited.fields(), naming);
            case WHOLE -> " wrote the whole record";
            case DELETE -> " deleted the record";
            case RESTORE -> " restored the record";
            case REASSIGN -> " gave the record to another mailbox";
            case UNKNOWN -> " edited the record";
        };
        String sentence = who + what;
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1)
                + (edited.reason().isEmpty() ? "" : ": " + edited.reason());
    }

    private static String answered(Cause.Answered answered) {
        String command = "Command " + answered.number() + " (" + verb(answered.kind()) + ") ";
        String reason = answered.reason().isEmpty() ? "" : ": " + answered.reason();
        return command + switch (answered.outcome()) {
            case LANDED -> "landed";
            case STALE -> "found something else than it supposed";
            case REJECTED -> "was refused by the mailbox" + reason;
            case UNAVAILABLE -> "was not answered by the mailbox" + reason;
            case UNKNOWN -> "was answered";
        };
    }

    private static String decided(Cause.Decided decided) {
        String what = switch (decided.kind()) {
            case POLICY -> "decided how contacts are synced";
            case DELETES_APPROVED -> "approved held deletes";
            case DELETES_REJECTED -> "rejected held deletes";
            case MATCHED -> "decided who the contact is";
            case DISABLED -> "disabled the mailbox";
            case ENABLED -> "enabled the mailbox";
            case REMOVE_SYNCED -> "had what was made in the mailbox removed from it";
            case REVIEW -> "looked at it again";
            case RETRIED -> "had refused values tried again";
            case GENERATION, RENUMBERED, REPUBLISHED -> "rebuilt merge";
            case UNKNOWN -> "decided something";
        };
        return decided.by() + " " + what
                + (decided.reason().isEmpty() ? "" : ": " + decided.reason());
    }

    private static String conflicted(Happening.Conflicted conflict,
            UnaryOperator<String> naming) {
        String of = conflict.field().isEmpty()
                ? ""
                : " of " + naming.apply(conflict.field());
        return switch (conflict.kind()) {
            case FIELD -> "Two values" + of + " at once; one did not win";
            case DELETE -> "A delete and an edit at once; the edit stands";
            case ORDER -> "Two edits" + of + " by the CRM that contradict each other";
            case OLDER_READING -> "A value" + of + " in an older reading that nobody has any more";
            case UNSURE -> "It is not known what the editor of a value" + of + " looked at";
            case POLICY -> "A value" + of + " that the tenant's policy does not take";
            case UNKNOWN -> "A value" + of + " that did not win";
        };
    }

    private static String commanded(Happening.Commanded command,
            UnaryOperator<String> naming) {
        String fields = command.kind() == WriteKind.PATCH
                ? " of " + names(command.fields(), naming)
                : "";
        return "Command " + command.number() + " (" + verb(command.kind()) + ")" + fields
                + " went to the mailbox";
    }

    /** A value, or that a copy is made or deleted. */
    private static String withheld(String field, UnaryOperator<String> naming) {
        return field.equals(Glance.WHOLE_ITEM)
                ? "The whole contact"
                : "The value of " + naming.apply(field);
    }

    private static String copy(Glance.Copy copy) {
        return switch (copy) {
            case NEVER -> "The mailbox has no copy";
            case THERE -> "The mailbox has a copy";
            case GONE -> "The mailbox's copy is gone";
            case UNTRACKED -> "The mailbox's copy is not followed any more";
        };
    }

    private static String names(Collection<String> fields, UnaryOperator<String> naming) {
        return fields.stream().map(naming).collect(Collectors.joining(", "));
    }

    static String verb(WriteKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

}
