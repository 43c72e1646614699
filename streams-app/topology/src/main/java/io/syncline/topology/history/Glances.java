package io.syncline.topology.history;

import io.syncline.core.fact.Command;
import io.syncline.core.item.Value;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Slot;
import io.syncline.schemas.contact.WriteKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells of an item's state what people may know. */
final class Glances {

    private Glances() {}

    static Glance of(ItemState state) {
        Optional<Glance.Held> held = state.life() instanceof Life.DeleteHeld(var stamp, var since)
                ? Optional.of(new Glance.Held(Origin.of(stamp), since))
                : Optional.empty();
        Optional<Glance.Outstanding> outstanding = state.slot() instanceof Slot.Taken taken
                ? Optional.of(new Glance.Outstanding(taken.command().number(),
                        kind(taken.command().verb()), taken.command().decidedAt()))
                : Optional.empty();
        return new Glance(state.key().tenant(), state.key().mailbox(), state.key().item(),
                state.crm().recordId(), state.version(), state.isDeleted(), held,
                state.trouble().ambiguous(), state.trouble().due(), outstanding,
                copy(state.mailbox().presence()),
                mapped(state.trouble().parked(), Glances::shown),
                mapped(state.trouble().withheld(), Glances::shown), saidByCrm(state.crm()),
                mapped(state.registers(), Glances::field));
    }

    private static Instant saidByCrm(CrmCopy crm) {
        return Stream.concat(Stream.of(crm.whole().editedAt(), crm.deleted().editedAt()),
                crm.set().values().stream().map(CrmCopy.SetByCrm::editedAt))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    static WriteKind kind(Command.Verb verb) {
        return switch (verb) {
            case CREATE -> WriteKind.CREATE;
            case PATCH -> WriteKind.PATCH;
            case DELETE -> WriteKind.DELETE;
            case READ -> WriteKind.READ;
        };
    }

    static Glance.Copy copy(MailboxCopy.Presence presence) {
        return switch (presence) {
            case NEVER -> Glance.Copy.NEVER;
            case THERE -> Glance.Copy.THERE;
            case GONE -> Glance.Copy.GONE;
            case UNTRACKED -> Glance.Copy.UNTRACKED;
        };
    }

    private static Shown shown(Value value) {
        return Shown.of(value);
    }

    private static Glance.FieldNow field(Register register) {
        return new Glance.FieldNow(Shown.of(register.value()), Origin.of(register.stamp()),
                register.version(), register.since());
    }

    private static <V, W> SortedMap<String, W> mapped(Map<String, V> values,
            Function<V, W> each) {
        SortedMap<String, W> mapped = new TreeMap<>();
        values.forEach((name, value) -> mapped.put(name, each.apply(value)));
        return mapped;
    }
}
