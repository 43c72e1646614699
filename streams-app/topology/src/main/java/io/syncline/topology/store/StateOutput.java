package io.syncline.topology.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.core.item.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Writes the small vocabulary of which stored states are made; numbers take few bytes if small. */
final class StateOutput {

    static final int NONE = 0;
    static final int TEXT = 1;
    static final int GROUP = 2;
    static final int ENTRIES = 3;

    private static final int BYTES_FIRST = 1_024;

    /** By hand, not by a stream: every fact ends here, and a stream locks and checks each byte. */
    private byte[] bytes = new byte[BYTES_FIRST];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void number(long number) {
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void text(String text) {
        raw(text.getBytes(UTF_8));
    }

    void raw(byte[] written) {
        number(written.length);
        int from = grow(written.length);
        System.arraycopy(written, 0, bytes, from, written.length);
    }

    /** An id: most are UUIDs, which take half the room as numbers. */
    void id(String id) {
        Optional<UUID> uuid = StateInput.uuid(id);
        flag(uuid.isPresent());
        if (uuid.isEmpty()) {
            text(id);
            return;
        }
        int from = grow(2 * Long.BYTES);
        ByteBuffer.wrap(bytes, from, 2 * Long.BYTES)
                .putLong(uuid.get().getMostSignificantBits())
                .putLong(uuid.get().getLeastSignificantBits());
    }

    void instant(Instant instant) {
        number(instant.toEpochMilli());
    }

    void flag(boolean flag) {
        octet(flag ? 1 : 0);
    }

    <T> void each(Collection<T> elements, BiConsumer<StateOutput, T> element) {
        number(elements.size());
        elements.forEach(one -> element.accept(this, one));
    }

    void value(Value value) {
        switch (value) {
            case Value.None() -> octet(NONE);
            case Value.Text(String text) -> {
                octet(TEXT);
                text(text);
            }
            case Value.Group group -> {
                octet(GROUP);
                each(group.parts().entrySet(), (out, part) -> {
                    out.text(part.getKey());
                    out.text(part.getValue());
                });
            }
            case Value.Entries entries -> {
                octet(ENTRIES);
                each(entries.entries(), StateOutput::value);
            }
        }
    }

    void octet(int octet) {
        int at = grow(1); // First: it may make the array another one.
        bytes[at] = (byte) octet;
    }

    /** Makes room for so many bytes; where they begin. */
    private int grow(int more) {
        int from = size;
        size += more;
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        return from;
    }
}
