package io.syncline.topology;

import io.syncline.schemas.ops.DeadLetter;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: the bytes that could not be processed, with the reason. */
public final class DeadLetters {

    private DeadLetters() {}

    public static DeadLetter of(RecordMetadata place, byte @Nullable [] key,
            byte @Nullable [] value, String service, String code, String reason) {
        return new DeadLetter(place.topic(), place.partition(), place.offset(), buffer(key),
                buffer(value), service, code, reason);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
