package io.syncline.topology.store;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.state.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The part of the format that most items lack most of the time: what is outstanding and waits. */
final class SlotCodec {

    private static final int OBSERVED = 0;
    private static final int GONE = 1;
    private static final int UNTRACKED = 2;
    private static final int TRANSLATED = 3;

    void write(StateOutput out, Slot slot) {
        switch (slot) {
            case Slot.Free() -> out.flag(false);
            case Slot.Taken(Command command, List<Fact.OfItem> waiting, Set<String> asked) -> {
                out.flag(true);
                command(out, command);
                out.each(waiting, SlotCodec::waiting);
                names(out, asked);
            }
        }
    }

    Slot read(StateInput in, ItemKey key) {
        return in.flag()
                ? new Slot.Taken(command(in, key), in.list(SlotCodec::waiting), names(in))
                : new Slot.Free();
    }

    private static void command(StateOutput out, Command command) {
        out.number(command.number());
        out.text(command.writeId());
        out.text(command.causeId());
        out.octet(command.verb().ordinal());
        out.text(command.provider());
        out.text(command.externalId());
        names(out, command.othersObjects());
        out.text(command.version());
        names(out, command.fields());
        contents(out, command.contents());
        out.instant(command.decidedAt());
    }

    private static Command command(StateInput in, ItemKey key) {
        return new Command(key, in.number(), in.text(), in.text(),
                Command.Verb.values()[in.octet()], in.text(), in.text(), names(in), in.text(),
                names(in), contents(in), in.instant());
    }

    private static void waiting(StateOutput out, Fact.OfItem fact) {
        switch (fact) {
            case Fact.ItemObserved(String eventId, Reading reading) -> {
                out.octet(OBSERVED);
                out.text(eventId);
                reading(out, reading);
            }
            case Fact.ItemGone(String eventId, String provider, String externalId) -> {
                out.octet(GONE);
                out.text(eventId);
                out.text(provider);
                out.text(externalId);
            }
            case Fact.ItemUntracked(String eventId, String provider, String externalId) -> {
                out.octet(UNTRACKED);
                out.text(eventId);
                out.text(provider);
                out.text(externalId);
            }
            case Fact.RecordEdited edited -> throw neverWaits(edited);
            case Fact.CommandAnswered answered -> throw neverWaits(answered);
            case Fact.ItemTranslated(String eventId, String oldProvider, String oldExternalId, String provider, String externalId) -> {
                out.octet(TRANSLATED);
                out.text(eventId);
                out.text(oldProvider);
                out.text(oldExternalId);
                out.text(provider);
                out.text(externalId);
            }
            case Fact.MatchDecided decided -> throw neverWaits(decided);
            case Fact.HeldDeleteDecided decided -> throw neverWaits(decided);
            case Fact.RetryDecided decided -> throw neverWaits(decided);
            case Fact.VersionTold told -> throw neverWaits(told);
            case Fact.RepublishDecided decided -> throw neverWaits(decided);
        }
    }

    private static IllegalStateException neverWaits(Fact fact) {
        return new IllegalStateException("Never waits: " + fact.eventId());
    }

    private static Fact.OfItem waiting(StateInput in) {
        int tag = in.octet();
        return switch (tag) {
            case OBSERVED -> new Fact.ItemObserved(in.text(), reading(in));
            case GONE -> new Fact.ItemGone(in.text(), in.text(), in.text());
            case UNTRACKED -> new Fact.ItemUntracked(in.text(), in.text(), in.text());
            case TRANSLATED -> new Fact.ItemTranslated(in.text(), in.text(), in.text(), in.text(),
                    in.text());
            default -> throw new IllegalStateException("No waiting fact begins with " + tag);
        };
    }

    private static void reading(StateOutput out, Reading reading) {
        out.text(reading.provider());
        out.text(reading.externalId());
        out.text(reading.version());
        out.instant(reading.modifiedAt());
        out.instant(reading.createdAt());
        out.text(reading.stamp());
        names(out, reading.fields());
        contents(out, reading.contents());
    }

    private static Reading reading(StateInput in) {
        return new Reading(in.text(), in.text(), in.text(), in.instant(), in.instant(), in.text(),
                names(in), contents(in));
    }

    /** In order, since a set has none and equal states must have equal bytes. */
    private static void names(StateOutput out, Set<String> names) {
        out.each(names.stream().sorted().toList(), StateOutput::text);
    }

    private static Set<String> names(StateInput in) {
        return new HashSet<>(in.list(StateInput::text));
    }

    private static void contents(StateOutput out, Contents contents) {
        out.each(contents.values().entrySet(), (to, entry) -> {
            to.text(entry.getKey());
            to.value(entry.getValue());
        });
    }

    private static Contents contents(StateInput in) {
        TreeMap<String, Value> values = new TreeMap<>();
        in.list(from -> {
            String name = from.text();
            return values.put(name, from.value());
        });
        return new Contents(values);
    }
}
