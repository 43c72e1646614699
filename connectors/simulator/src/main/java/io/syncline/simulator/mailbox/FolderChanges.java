package io.syncline.simulator.mailbox;

import java.util.List;

/**
 * What happened in a folder since some change, each list in order of change.
 *
 * @param kept the contacts in it that came or changed
 * @param left what left it
 * @param upTo the number of the mailbox's last change
 */
public record FolderChanges(List<StoredContact> kept, List<Removal> left, long upTo) {

    public FolderChanges {
        kept = List.copyOf(kept);
        left = List.copyOf(left);
    }
}
