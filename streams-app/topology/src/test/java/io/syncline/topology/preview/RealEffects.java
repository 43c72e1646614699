package io.syncline.topology.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.state.ItemState;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What merge has told on its topics while a listing was folded, told apart as a dry run does. */
final class RealEffects {

    private final RealRun real;
    private final Map<String, ItemState> before;

    /** From now on; what merge has told so far does not count. */
    RealEffects(RealRun real) {
        this.real = real;
        this.before = real.items();
        counts();
    }

    /** Of the effects that merge tells of. */
    Map<Effect, Integer> counts() {
        List<Write> writes = real.read(TopicCatalogue.WRITES, Write.class);
        List<Change> changes = real.read(TopicCatalogue.CHANGES, Change.class);
        Set<String> created = items(changes, ChangeKind.CREATED);
        Set<String> changed = new HashSet<>(items(changes, ChangeKind.UPDATED));
        changed.removeAll(created);
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        counts.put(Effect.CREATED_IN_MAILBOX, writes(writes, WriteKind.CREATE));
        counts.put(Effect.CHANGED_IN_MAILBOX, writes(writes, WriteKind.PATCH));
        counts.put(Effect.DELETED_IN_MAILBOX, writes(writes, WriteKind.DELETE));
        counts.put(Effect.CREATED_IN_CRM, created.size());
        counts.put(Effect.CHANGED_IN_CRM, changed.size());
        counts.put(Effect.CONFLICTING, real.read(TopicCatalogue.CONFLICTS, Conflict.class)
                .stream()
                .map(Conflict::getItem)
                .collect(Collectors.toSet())
                .size());
        counts.put(Effect.AMBIGUOUS, (int) real.read(TopicCatalogue.ALERTS, Alert.class)
                .stream()
                .filter(alert -> alert.getCode().equals("ambiguous-match"))
                .count());
        counts.put(Effect.LINKED, (int) real.items()
                .values()
                .stream()
                .filter(item -> item.mailbox().exists())
                .map(item -> before.get(item.key().item()))
                .filter(item -> item != null && !item.mailbox().exists())
                .filter(item -> !item.crm().recordId().isEmpty())
                .count());
        return counts;
    }

    private static int writes(List<Write> writes, WriteKind kind) {
        List<String> items = writes.stream()
                .filter(write -> write.getKind() == kind)
                .map(Write::getItem)
                .toList();
        assertThat(items).doesNotHaveDuplicates();
        return items.size();
    }

    private static Set<String> items(List<Change> changes, ChangeKind kind) {
        return changes.stream()
                .filter(change -> change.getKind() == kind)
                .map(Change::getItem)
                .collect(Collectors.toSet());
    }
}
