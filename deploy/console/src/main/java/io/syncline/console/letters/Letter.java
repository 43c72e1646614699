package io.syncline.console.letters;

import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.RecordKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter as lists show it; its bytes stay on the topic.
 *
 * @param at when its service gave up on it
 * @param topic that it stood in, with partition and offset
 * @param tenant empty where its key does not say
 * @param mailbox empty where its key does not say
 * @param fate what was decided about it; empty: nothing yet
 */
public record Letter(LetterId id, Instant at, String topic, int partition, long offset,
        String service, String code, String reason, String tenant, String mailbox,
        Optional<Fate> fate) {

    static Letter of(LetterId id, Instant at, DeadLetter letter) {
        Optional<RecordKey> key = letter.getKey().map(Letter::bytes).flatMap(Letter::key);
        return new Letter(id, at, letter.getTopic(), letter.getPartition(), letter.getOffset(),
                letter.getService(), letter.getCode(), letter.getReason(),
                key.map(RecordKey::tenant).orElse(""), key.map(RecordKey::mailbox).orElse(""),
                Optional.empty());
    }

    Letter with(Optional<Fate> decided) {
        return new Letter(id, at, topic, partition, offset, service, code, reason, tenant, mailbox,
                decided);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    /** What a foreign producer made a key of need not be one. */
    private static Optional<RecordKey> key(byte[] bytes) {
        try {
            return Optional.of(RecordKey.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The reason may name what stood in the record. */
    @Override
    public String toString() {
        return "Letter[" + id + ", " + code + "]";
    }
}
