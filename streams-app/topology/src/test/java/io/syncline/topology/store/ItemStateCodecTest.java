package io.syncline.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Said;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.CrmCopy.SetByCrm;
import io.syncline.core.state.Held;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import io.syncline.core.state.Stamp;
import io.syncline.core.state.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemStateCodecTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final ItemKey KEY = new ItemKey("acme", "agent-1", new UUID(1, 2).toString());

    private final ItemStateCodec codec = new ItemStateCodec(ContactKind.CONTACT);

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 500, 5_000})
    void readsBackWhatItWroteHoweverLong(int length) {
        ItemState state = state(length);

        byte[] bytes = codec.encode(state);

        assertThat(codec.decode(bytes)).isEqualTo(state);
        assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
    }

    /** Every field set, half of them by one event and the others by one each, and some edited since. */
    private static ItemState state(int length) {
        Map<String, Register> registers = new TreeMap<>();
        Map<String, Held> held = new TreeMap<>();
        Map<String, SetByCrm> set = new TreeMap<>();
        for (Field field : ContactKind.CONTACT.fields().values()) {
            int number = field.number();
            Value value = Value.text("v".repeat(length) + number);
            Value past = Value.text("past " + number);
            boolean shared = number % 2 == 0;
            registers.put(field.name(), new Register(value, stamp(shared ? 0 : number),
                    shared ? 1 : number, NOW.plusSeconds(shared ? 0 : number),
                    number % 3 == 0 ? List.of(new Register.Past(1, past)) : List.of(),
                    number % 5 == 0));
            held.put(field.name(), new Held(value, number % 3 == 0 ? past : value, past));
            set.put(field.name(), new SetByCrm(shared ? value : past, NOW, shared ? -1 : number,
                    3));
        }
        return new ItemState(KEY, new Life.Live(), registers,
                new MailboxCopy(MailboxCopy.Presence.THERE, "graph", "AAMk", "W/1", NOW, NOW,
                        MailboxCopy.Made.BY_US, held),
                new CrmCopy("record-1", 3, set, new Said(NOW, 4), Said.NEVER,
                        IntStream.range(0, CrmCopy.RECENT_EVENTS_MAX)
                                .mapToObj(event -> new UUID(event, 1).toString())
                                .toList()),
                new Slot.Free(), 7, 9, Trouble.NONE);
    }

    private static Stamp stamp(int event) {
        return new Stamp(NOW.plusMillis(event), Replica.CRM, new UUID(3, event).toString());
    }
}
