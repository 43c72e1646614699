package io.syncline.topology.store;

import io.syncline.core.fact.Said;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.Value;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.Held;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import io.syncline.core.state.Trouble;
import io.syncline.core.state.UnheardWrites;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Turns an item's state into bytes and back, always into the same bytes. The first byte is the format's
 * version. Fields stand under their catalogue number. A value that repeats the merged one, as most of a base
 * does, is not written again, and neither is when and by whom a field was set, which most share with others.
 */
public final class ItemStateCodec {

    private static final int LIVE = 0;
    private static final int DELETED = 1;
    private static final int DELETE_HELD = 2;

    /** What a register says besides its value: most fields of a contact were set by one event. */
    private record Setting(Stamp stamp, long version, Instant since) {

        static Setting of(Register register) {
            return new Setting(register.stamp(), register.version(), register.since());
        }
    }

    /** What the CRM said of a field besides its value. */
    private record EditedBy(Instant editedAt, long revision, long seenVersion) {

        static EditedBy of(CrmCopy.SetByCrm set) {
            return new EditedBy(set.editedAt(), set.revision(), set.seenVersion());
        }
    }

    private final ItemKind kind;
    private final SlotCodec slots;
    private final Map<Integer, String> namesByNumber = new HashMap<>();

    public ItemStateCodec(ItemKind kind) {
        this.kind = kind;
        this.slots = new SlotCodec();
        kind.fields().values().forEach(field -> namesByNumber.put(field.number(), field.name()));
    }

    public byte[] encode(ItemState state) {
        StateOutput out = new StateOutput();
        out.octet(MergeStores.FORMAT);
        out.text(state.key().tenant());
        out.text(state.key().mailbox());
        out.id(state.key().item());
        life(out, state.life());
        Written<Setting> settings = new Written<>(ItemStateCodec::setting);
        out.each(state.registers().entrySet(), (to, entry) -> {
            to.number(number(entry.getKey()));
            to.value(entry.getValue().value());
            settings.write(to, Setting.of(entry.getValue()));
            to.each(entry.getValue().past(), (past, earlier) -> {
                past.number(earlier.version());
                past.value(earlier.value());
            });
            to.flag(entry.getValue().forgetful());
        });
        mailbox(out, state);
        crm(out, state);
        slots.write(out, state.slot());
        out.number(state.version());
        out.number(state.commands());
        trouble(out, state.trouble());
        return out.toBytes();
    }

    public ItemState decode(byte[] bytes) {
        StateInput in = new StateInput(bytes);
        StateFormat.require("item", in.octet(), MergeStores.FORMAT);
        ItemKey key = new ItemKey(in.text(), in.text(), in.id());
        Life life = life(in);
        Map<String, Register> registers = new HashMap<>();
        Read<Setting> settings = new Read<>(ItemStateCodec::setting);
        in.list(from -> {
            String field = name(from.size());
            Value value = from.value();
            Setting set = settings.read(from);
            return registers.put(field, new Register(value, set.stamp(), set.version(),
                    set.since(), from.list(
                            past -> new Register.Past(past.number(), past.value())),
                    from.flag()));
        });
        return new ItemState(key, life, registers, mailbox(in, registers), crm(in, registers),
                slots.read(in, key), in.number(), in.number(), trouble(in));
    }

    private static void life(StateOutput out, Life life) {
        switch (life) {
            case Life.Live() -> out.octet(LIVE);
            case Life.DeleteHeld(Stamp stamp, Instant heldAt) -> {
                out.octet(DELETE_HELD);
                stamp(out, stamp);
                out.instant(heldAt);
            }
            case Life.Deleted(Stamp stamp) -> {
                out.octet(DELETED);
                stamp(out, stamp);
            }
        }
    }

    private static Life life(StateInput in) {
        int tag = in.octet();
        return switch (tag) {
            case LIVE -> new Life.Live();
            case DELETE_HELD -> new Life.DeleteHeld(stamp(in), in.instant());
            case DELETED -> new Life.Deleted(stamp(in));
            default -> throw new IllegalStateException("No life begins with " + tag);
        };
    }

    private void mailbox(StateOutput out, ItemState state) {
        MailboxCopy copy = state.mailbox();
        out.octet(copy.presence().ordinal());
        out.text(copy.provider());
        out.text(copy.externalId());
        out.text(copy.version());
        out.instant(copy.modifiedAt());
        out.instant(copy.createdAt());
        out.octet(copy.made().ordinal());
        out.each(copy.held().entrySet(), (to, entry) -> {
            Value merged = state.value(entry.getKey());
            Held held = entry.getValue();
            to.number(number(entry.getKey()));
            unless(to, held.meant(), merged);
            unless(to, held.shown(), held.meant());
            unless(to, held.before(), held.shown());
        });
    }

    private MailboxCopy mailbox(StateInput in, Map<String, Register> registers) {
        MailboxCopy.Presence presence = MailboxCopy.Presence.values()[in.octet()];
        String provider = in.text();
        String externalId = in.text();
        String version = in.text();
        Instant modifiedAt = in.instant();
        Instant createdAt = in.instant();
        MailboxCopy.Made made = MailboxCopy.Made.values()[in.octet()];
        Map<String, Held> held = new HashMap<>();
        in.list(from -> {
            String field = name(from.size());
            Value meant = or(from, merged(registers, field));
            Value shown = or(from, meant);
            return held.put(field, new Held(shown, meant, or(from, shown)));
        });
        return new MailboxCopy(presence, provider, externalId, version, modifiedAt, createdAt, made,
                held);
    }

    private void crm(StateOutput out, ItemState state) {
        CrmCopy crm = state.crm();
        out.text(crm.recordId());
        out.number(crm.seenVersion());
        Written<EditedBy> edits = new Written<>(ItemStateCodec::edit);
        out.each(crm.set().entrySet(), (to, entry) -> {
            to.number(number(entry.getKey()));
            unless(to, entry.getValue().value(), state.value(entry.getKey()));
            edits.write(to, EditedBy.of(entry.getValue()));
        });
        said(out, crm.whole());
        said(out, crm.deleted());
        out.each(crm.recentEvents(), StateOutput::id);
    }

    private CrmCopy crm(StateInput in, Map<String, Register> registers) {
        String recordId = in.text();
        long seenVersion = in.number();
        Map<String, CrmCopy.SetByCrm> set = new HashMap<>();
        Read<EditedBy> edits = new Read<>(ItemStateCodec::edit);
        in.list(from -> {
            String field = name(from.size());
            Value value = or(from, merged(registers, field));
            EditedBy edit = edits.read(from);
            return set.put(field, new CrmCopy.SetByCrm(value, edit.editedAt(), edit.revision(),
                    edit.seenVersion()));
        });
        return new CrmCopy(recordId, seenVersion, set, said(in), said(in),
                in.list(StateInput::id));
    }

    private static void said(StateOutput out, Said said) {
        out.instant(said.editedAt());
        out.number(said.revision());
    }

    private static Said said(StateInput in) {
        return new Said(in.instant(), in.number());
    }

    private void trouble(StateOutput out, Trouble trouble) {
        out.flag(trouble.due());
        out.flag(trouble.ambiguous());
        out.each(trouble.suspects().stream().sorted().toList(), StateOutput::text);
        values(out, trouble.parked());
        values(out, trouble.withheld());
        out.each(trouble.othersObjects().stream().sorted().toList(), StateOutput::text);
        unheard(out, trouble.unheard());
    }

    private static void values(StateOutput out, Map<String, Value> values) {
        out.each(values.keySet().stream().sorted().toList(), (to, field) -> {
            to.text(field);
            to.value(values.getOrDefault(field, Value.NONE));
        });
    }

    private static Map<String, Value> values(StateInput in) {
        Map<String, Value> values = new HashMap<>();
        in.list(from -> values.put(from.text(), from.value()));
        return values;
    }

    private static void unheard(StateOutput out, UnheardWrites writes) {
        out.flag(writes.delete());
        out.each(writes.written().keySet().stream().sorted().toList(), (to, field) -> {
            to.text(field);
            to.each(writes.written().getOrDefault(field, List.of()), StateOutput::value);
        });
    }

    private static UnheardWrites unheard(StateInput in) {
        boolean delete = in.flag();
        Map<String, List<Value>> written = new HashMap<>();
        in.list(from -> written.put(from.text(), from.list(StateInput::value)));
        return new UnheardWrites(delete, written);
    }

    private static Trouble trouble(StateInput in) {
        boolean due = in.flag();
        boolean ambiguous = in.flag();
        List<String> suspects = in.list(StateInput::text);
        return new Trouble(due, ambiguous, new HashSet<>(suspects), values(in), values(in),
                new HashSet<>(in.list(StateInput::text)), unheard(in));
    }

    private static void stamp(StateOutput out, Stamp stamp) {
        out.instant(stamp.at());
        out.octet(stamp.replica().ordinal());
        out.id(stamp.eventId());
    }

    private static Stamp stamp(StateInput in) {
        return new Stamp(in.instant(), Replica.values()[in.octet()], in.id());
    }

    private static void setting(StateOutput out, Setting setting) {
        stamp(out, setting.stamp());
        out.number(setting.version());
        out.instant(setting.since());
    }

    private static Setting setting(StateInput in) {
        return new Setting(stamp(in), in.number(), in.instant());
    }

    private static void edit(StateOutput out, EditedBy edit) {
        out.instant(edit.editedAt());
        out.number(edit.revision());
        out.number(edit.seenVersion());
    }

    private static EditedBy edit(StateInput in) {
        return new EditedBy(in.instant(), in.number(), in.number());
    }

    /** Writes a value unless it is the other one over again. */
    private static void unless(StateOutput out, Value value, Value other) {
        out.flag(!value.equals(other));
        if (!value.equals(other)) {
            out.value(value);
        }
    }

    private static Value or(StateInput in, Value other) {
        return in.flag() ? in.value() : other;
    }

    private static Value merged(Map<String, Register> registers, String field) {
        Register register = registers.get(field);
        return register == null ? Value.NONE : register.value();
    }

    private int number(String field) {
        return kind.field(field)
                .map(Field::number)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No field " + field + " in " + kind.name()));
    }

    private String name(int number) {
        String name = namesByNumber.get(number);
        if (name == null) {
            throw new IllegalStateException("A stored " + kind.name() + " has a field of number "
                    + number + ", which this build does not know");
        }
        return name;
    }
}
