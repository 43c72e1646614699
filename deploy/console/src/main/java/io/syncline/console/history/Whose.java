package io.syncline.console.history;

import io.syncline.schemas.contact.Side;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Origin;
import io.syncline.topology.history.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose doing is asked about: one side's, or one person's who edits through the CRM or the console.
 *
 * @param side the mailbox or the CRM
 * @param editor as the edits name them; empty: whoever it is
 */
public record Whose(Side side, String editor) {

    private static final String MAILBOX = "mailbox";
    private static final String CRM = "crm";

    /** Reads {@code mailbox}, {@code crm}, or an editor's name. */
    public static Whose parse(String text) {
        String given = text.strip();
        return switch (given) {
            case MAILBOX -> new Whose(Side.MAILBOX, "");
            case CRM -> new Whose(Side.CRM, "");
            default -> new Whose(Side.CRM, given);
        };
    }

    /** As it is typed. */
    public String text() {
        if (!editor.isEmpty()) {
            return editor;
        }
        return side == Side.MAILBOX ? MAILBOX : CRM;
    }

    /** Who edited, of the edits in a timeline, by the fact's id. */
    static Map<String, String> editors(Timeline timeline) {
        Map<String, String> editors = new HashMap<>();
        timeline.turns().forEach(turn -> {
            if (turn.cause() instanceof Cause.Edited edited) {
                editors.put(edited.eventId(), edited.by());
            }
        });
        return editors;
    }

    /** Whether a value is theirs. */
    boolean set(Origin origin, Map<String, String> editors) {
        return origin.side() == side && (editor.isEmpty()
                || editor.equals(editors.get(origin.eventId())));
    }

    /** Whether a fact is theirs; decisions are nobody's. */
    boolean told(Cause cause) {
        return of(cause).filter(whose -> whose.side == side)
                .filter(whose -> editor.isEmpty() || editor.equals(whose.editor))
                .isPresent();
    }

    /** Whose doing a fact is; empty for what services and operators decide. */
    static Optional<Whose> of(Cause cause) {
        return switch (cause) {
            case Cause.Read read -> Optional.of(new Whose(Side.MAILBOX, ""));
            case Cause.Gone gone -> Optional.of(new Whose(Side.MAILBOX, ""));
            case Cause.Told told -> Optional.of(new Whose(Side.MAILBOX, ""));
            case Cause.Answered answered -> Optional.of(new Whose(Side.MAILBOX, ""));
            case Cause.Edited edited -> Optional.of(new Whose(Side.CRM, edited.by()));
            case Cause.Decided decided -> Optional.empty();
        };
    }
}
