package io.syncline.simulation.truth;

import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what was written against what called for it (I4): a write that lands answers a change of its
 * item, a try that did not land, or a decision about its mailbox.
 */
final class Writes {

    private final Map<String, Integer> changes = new HashMap<>();
    private final Map<String, Integer> decisions = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Set<String>> landed = new HashMap<>();

    /** @param item as tenant/mailbox/item, as everywhere here */
    void changed(String item) {
        changes.merge(item, 1, Integer::sum);
    }

    /** Something was decided, or told, that concerns all items of a mailbox; or of its tenant. */
    void decided(String home) {
        decisions.merge(home, 1, Integer::sum);
    }

    /** After a refusal each field is tried alone. */
    void answered(String item, WriteResult result) {
        if (result.getWrite().getKind() == WriteKind.READ) {
            return;
        }
        if (result.getOutcome() == WriteOutcome.LANDED) {
            landed.computeIfAbsent(item, key -> new HashSet<>())
                    .add(result.getWrite().getWriteId());
        } else {
            failures.merge(item, Math.max(1, result.getWrite().getFields().size()), Integer::sum);
        }
    }

    /** What was written without a call for it. */
    List<String> problems() {
        return landed.entrySet()
                .stream()
                .filter(item -> item.getValue().size() > calls(item.getKey()))
                .map(item -> item.getKey() + " was written " + item.getValue().size()
                        + " times, and only " + calls(item.getKey()) + " were called for (I4)")
                .toList();
    }

    private int calls(String item) {
        String home = item.substring(0, item.lastIndexOf('/'));
        String tenant = home.substring(0, home.indexOf('/') + 1);
        return changes.getOrDefault(item, 0) + failures.getOrDefault(item, 0)
                + decisions.getOrDefault(home, 0) + decisions.getOrDefault(tenant, 0);
    }
}
