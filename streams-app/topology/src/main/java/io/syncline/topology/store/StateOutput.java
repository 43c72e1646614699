package io.syncline.topology.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.core.item.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
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

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] toBytes() {
        return bytes.toByteArray();
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
        try {
            out.write(written);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    /** An id: most are UUIDs, which take half the room as numbers. */
    void id(String id) {
        Optional<UUID> uuid = StateInput.uuid(id);
        flag(uuid.isPresent());
        if (uuid.isEmpty()) {
            text(id);
            return;
        }
        try {
            out.writeLong(uuid.get().getMostSignificantBits());
            out.writeLong(uuid.get().getLeastSignificantBits());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
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
        try {
            out.writeByte(octet);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
