package io.syncline.topology.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.core.item.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Reads what {@link StateOutput} wrote. */
final class StateInput {

    private static final int UUID_LENGTH = 36;

    private final ByteBuffer bytes;

    StateInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    long number() {
        long rest = 0;
        int shift = 0;
        int octet;
        do {
            octet = bytes.get();
            rest |= (long) (octet & 0x7F) << shift;
            shift += 7;
        } while ((octet & 0x80) != 0);
        return rest >>> 1 ^ -(rest & 1);
    }

    int size() {
        return Math.toIntExact(number());
    }

    String text() {
        return new String(raw(), UTF_8);
    }

    byte[] raw() {
        byte[] read = new byte[size()];
        bytes.get(read);
        return read;
    }

    String id() {
        return flag() ? new UUID(bytes.getLong(), bytes.getLong()).toString() : text();
    }

    /** The id as a UUID, if it is one in the only form that reads back as it was. */
    static Optional<UUID> uuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Instant instant() {
        return Instant.ofEpochMilli(number());
    }

    boolean flag() {
        return bytes.get() != 0;
    }

    int octet() {
        return bytes.get();
    }

    <T> List<T> list(Function<StateInput, T> element) {
        int size = size();
        List<T> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(element.apply(this));
        }
        return elements;
    }

    Value value() {
        int tag = octet();
        return switch (tag) {
            case StateOutput.NONE -> Value.NONE;
            case StateOutput.TEXT -> new Value.Text(text());
            case StateOutput.GROUP -> group();
            case StateOutput.ENTRIES -> new Value.Entries(list(StateInput::value));
            default -> throw new IllegalStateException("No value begins with byte " + tag);
        };
    }

    private Value group() {
        TreeMap<String, String> parts = new TreeMap<>();
        int size = size();
        for (int i = 0; i < size; i++) {
            parts.put(text(), text());
        }
        return new Value.Group(parts);
    }
}
