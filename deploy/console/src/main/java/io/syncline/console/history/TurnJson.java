package io.syncline.console.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Turns as the read model stores them: JSON, exact, so that what is read is what was written. */
final class TurnJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(new ShownWriter())
                    .addDeserializer(Shown.class, new ShownReader()))
            .addMixIn(Cause.class, Causes.class)
            .addMixIn(Happening.class, Happenings.class)
            .build();

    private TurnJson() {}

    static byte[] write(Turn turn) {
        try {
            return JSON.writeValueAsBytes(turn);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A turn can always be written", e);
        }
    }

    static Turn read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Turn.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The stored history was written by another build", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "cause")
    @JsonSubTypes({@Type(value = Cause.Read.class, name = "read"),
            @Type(value = Cause.Gone.class, name = "gone"),
            @Type(value = Cause.Told.class, name = "told"),
            @Type(value = Cause.Edited.class, name = "edited"),
            @Type(value = Cause.Answered.class, name = "answered"),
            @Type(value = Cause.Decided.class, name = "decided")})
    private interface Causes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "happened")
    @JsonSubTypes({@Type(value = Happening.Changed.class, name = "changed"),
            @Type(value = Happening.TakenIn.class, name = "taken-in"),
            @Type(value = Happening.Conflicted.class, name = "conflicted"),
            @Type(value = Happening.Commanded.class, name = "commanded"),
            @Type(value = Happening.Alerted.class, name = "alerted"),
            @Type(value = Happening.DeleteHeld.class, name = "delete-held"),
            @Type(value = Happening.Parked.class, name = "parked"),
            @Type(value = Happening.Unparked.class, name = "unparked"),
            @Type(value = Happening.Withheld.class, name = "withheld"),
            @Type(value = Happening.LetOut.class, name = "let-out"),
            @Type(value = Happening.DueSet.class, name = "due"),
            @Type(value = Happening.Waits.class, name = "waits"),
            @Type(value = Happening.CopySet.class, name = "copy"),
            @Type(value = Happening.AmbiguitySet.class, name = "ambiguity"),
            @Type(value = Happening.Joined.class, name = "joined"),
            @Type(value = Happening.Refused.class, name = "refused")})
    private interface Happenings {}

    /** One text in place of an object. */
    private static final class ShownWriter extends StdScalarSerializer<Shown> {

        private static final long serialVersionUID = 1L;

        ShownWriter() {
            super(Shown.class);
        }

        @Override
        public void serialize(Shown shown, JsonGenerator to, SerializerProvider provider)
                throws IOException {
            to.writeString(shown.code());
        }
    }

    private static final class ShownReader extends StdScalarDeserializer<Shown> {

        private static final long serialVersionUID = 1L;

        ShownReader() {
            super(Shown.class);
        }

        @Override
        public Shown deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            return new Shown(from.getText());
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator to, SerializerProvider provider)
                throws IOException {
            to.writeString(at.toString());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            return Instant.parse(from.getText());
        }
    }
}
