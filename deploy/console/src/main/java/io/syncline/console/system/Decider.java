package io.syncline.console.system;

/**
 * Who decides, through which door, and why; both stand in the audit record.
 *
 * @param who as they signed in or named themselves; not blank
 * @param door cli, page or api
 * @param reason in their words; may be empty
 */
public record Decider(String who, String door, String reason) {

    public Decider {
        if (who.isBlank()) {
            throw ConsoleException.wrongUsage("Nobody decides; name yourself with --by");
        }
        reason = reason.strip();
    }
}
