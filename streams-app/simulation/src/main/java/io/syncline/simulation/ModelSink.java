package io.syncline.simulation;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.item.ItemKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries commands out against the model mailbox, as the real sink does (rules R12, R13, R17): looks
 * before it creates again, reads and compares before it writes, remembers what it applied.
 */
final class ModelSink {

    private final ModelMailbox mailbox;
    private final Map<ItemKey, Fact.CommandAnswered> applied = new HashMap<>();

    ModelSink(ModelMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The result that is known already, if the command was applied before or is behind one. */
    Optional<Fact.CommandAnswered> known(Command command) {
        return Optional.ofNullable(applied.get(command.key()))
                .filter(last -> command.number() <= last.command().number());
    }

    void applied(Fact.CommandAnswered result) {
        applied.put(result.command().key(), result);
    }

    Fact.CommandAnswered unavailable(Command command) {
        return result(command, Outcome.UNAVAILABLE, "", new Presence.NotRead());
    }

    /** @param again whether an earlier try may have had its effect */
    Fact.CommandAnswered carryOut(Instant now, Command command, boolean again) {
        return switch (command.verb()) {
            case CREATE -> create(now, command, again || command.number() > 1);
            case PATCH -> patch(now, command);
            case DELETE -> delete(now, command);
            case READ -> result(command, Outcome.LANDED, "", presence(
                    mailbox.item(command.externalId())));
        };
    }

    private Fact.CommandAnswered create(Instant now, Command command, boolean again) {
        List<ModelMailbox.Item> stamped = mailbox.all()
                .stream()
                .filter(item -> item.stamp().equals(command.key().item()))
                .toList();
        Optional<ModelMailbox.Item> own = stamped.stream()
                .filter(item -> item.writeId().equals(command.writeId()))
                .findFirst();
        if (again && own.isPresent()) {
            return result(command, Outcome.LANDED, "", presence(own));
        }
        Optional<ModelMailbox.Item> other = stamped.stream()
                .filter(item -> !item.deleted())
                .findFirst()
                .or(() -> alike(command));
        if (again && other.isPresent()) {
            return result(command, Outcome.STALE, "", presence(other));
        }
        ModelMailbox.Item made = mailbox.create(now, fields(command), command.key().item(),
                command.writeId());
        return result(command, Outcome.LANDED, made.version(), presence(Optional.of(made)));
    }

    private Optional<ModelMailbox.Item> alike(Command command) {
        String email = Values.text(command.contents().get(Values.EMAIL));
        return mailbox.alive()
                .stream()
                .filter(item -> item.stamp().isEmpty() && item.email().equals(email))
                .findFirst();
    }

    private Fact.CommandAnswered patch(Instant now, Command command) {
        ModelMailbox.Item item = mailbox.item(command.externalId()).orElseThrow();
        if (item.deleted()) {
            return result(command, Outcome.STALE, "", new Presence.Gone());
        }
        if (item.writeId().equals(command.writeId())) {
            return result(command, Outcome.LANDED, "", presence(Optional.of(item)));
        }
        if (!item.version().equals(command.version())) {
            return result(command, Outcome.STALE, "", presence(Optional.of(item)));
        }
        ModelMailbox.Item after = mailbox.patch(now, item, fields(command), command.writeId());
        return result(command, Outcome.LANDED, after.version(), presence(Optional.of(after)));
    }

    private Fact.CommandAnswered delete(Instant now, Command command) {
        ModelMailbox.Item item = mailbox.item(command.externalId()).orElseThrow();
        if (item.deleted()) {
            return result(command, Outcome.LANDED, "", new Presence.Gone());
        }
        if (!item.version().equals(command.version())) {
            return result(command, Outcome.STALE, "", presence(Optional.of(item)));
        }
        mailbox.delete(now, item);
        return result(command, Outcome.LANDED, "", new Presence.Gone());
    }

    private static Map<String, String> fields(Command command) {
        Map<String, String> fields = new TreeMap<>(
                Values.texts(command.contents(), command.fields()));
        if (command.verb() == Command.Verb.CREATE) {
            fields.values().removeIf(String::isEmpty);
        }
        return fields;
    }

    private static Presence presence(Optional<ModelMailbox.Item> item) {
        return item.filter(found -> !found.deleted())
                .<Presence>map(found -> new Presence.There(Values.reading(found, true)))
                .orElseGet(Presence.Gone::new);
    }

    private static Fact.CommandAnswered result(Command command, Outcome outcome,
            String landedVersion, Presence presence) {
        return new Fact.CommandAnswered("result of " + command.writeId(), command, outcome,
                landedVersion, presence, "", 1);
    }
}
