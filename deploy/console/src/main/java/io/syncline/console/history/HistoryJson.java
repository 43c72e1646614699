package io.syncline.console.history;

import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Happening.FieldStep;
import io.syncline.topology.history.Origin;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline.Then;
import io.syncline.topology.history.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Contacts and their histories as values for JSON, the same for commands and for the API. Times are ISO-8601
 * in UTC; a value is its canonical text, and null where there is none.
 */
public final class HistoryJson {

    private HistoryJson() {}

    /** A contact as it stands now. */
    public static Map<String, Object> of(Glance glance) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", itemOf(glance));
        values.put("recordId", text(glance.recordId()));
        values.put("version", glance.version());
        values.put("deleted", glance.deleted());
        values.put("inMailbox", glance.copy().name());
        values.put("deleteHeldSince", time(glance.heldDelete()
                .map(Glance.Held::since)
                .orElse(null)));
        values.put("ambiguous", glance.ambiguous());
        values.put("due", glance.due());
        values.put("outstandingSince", time(glance.outstanding()
                .map(Glance.Outstanding::since)
                .orElse(null)));
        Map<String, Object> parked = new LinkedHashMap<>();
        glance.parked().forEach((field, value) -> parked.put(field, text(value)));
        values.put("parked", parked);
        Map<String, Object> withheld = new LinkedHashMap<>();
        glance.withheld().forEach((field, value) -> withheld.put(field, text(value)));
        values.put("withheld", withheld);
        Map<String, Object> fields = new LinkedHashMap<>();
        glance.fields().forEach((field, now) -> {
            Map<String, Object> one = origin(now.origin());
            one.put("value", text(now.value()));
            one.put("version", now.version());
            one.put("since", time(now.since()));
            fields.put(field, one);
        });
        values.put("fields", fields);
        return values;
    }

    /** A contact as it was published once. */
    public static Map<String, Object> of(Glance glance, Then then) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", itemOf(glance));
        values.put("version", then.version());
        values.put("deleted", then.deleted());
        values.put("since", time(then.since()));
        Map<String, Object> fields = new LinkedHashMap<>();
        then.fields().forEach((field, value) -> fields.put(field, text(value)));
        values.put("fields", fields);
        return values;
    }

    /** What a fact led to. */
    public static Map<String, Object> of(Turn turn) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", time(turn.at()));
        values.put("journal", turn.partition() + "/" + turn.offset());
        values.put("cause", of(turn.cause()));
        values.put("happened", turn.happenings().stream().map(HistoryJson::of).toList());
        return values;
    }

    /** Why a field has its value. */
    public static Map<String, Object> of(Glance glance, Explanation why) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", itemOf(glance));
        values.put("field", why.field());
        values.put("value", text(why.value()));
        values.put("displaced", text(why.displaced()));
        values.put("version", why.version());
        values.put("at", time(why.at()));
        values.put("rule", why.rule());
        values.put("origin", origin(why.origin()));
        values.put("by", text(why.by()));
        values.put("fact", why.fact().map(HistoryJson::of).orElse(null));
        values.put("lost", why.lost().stream().map(lost -> {
            Map<String, Object> one = origin(lost.origin());
            one.put("value", text(lost.value()));
            one.put("rule", lost.rule());
            one.put("at", time(lost.at()));
            return one;
        }).toList());
        values.put("write", why.write().map(HistoryJson::of).orElse(null));
        values.put("parked", why.parked());
        values.put("withheld", why.withheld());
        values.put("due", why.due());
        return values;
    }

    /** What a restore would do. */
    public static Map<String, Object> of(RestorePlan plan) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", itemOf(plan.glance()));
        values.put("revives", plan.revives());
        values.put("fields", plan.fields().stream().map(HistoryJson::of).toList());
        return values;
    }

    /** What an undo would do. */
    public static Map<String, Object> of(UndoPlan plan) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", plan.mailbox().toString());
        values.put("by", plan.whose().text());
        values.put("from", time(plan.from()));
        values.put("to", time(plan.to()));
        for (UndoneItem.Act act : UndoneItem.Act.values()) {
            values.put(camel(act), plan.count(act));
        }
        values.put("fields", plan.fields());
        values.put("skipped", plan.skipped());
        values.put("items", plan.items().stream().map(item -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("item", itemOf(item.glance()));
            one.put("act", camel(item.act()));
            one.put("fields", item.fields().stream().map(HistoryJson::of).toList());
            one.put("skipped", item.skipped()
                    .stream()
                    .map(skipped -> Map.of("what", skipped.what(), "why", skipped.why(), "at",
                            skipped.at().toString()))
                    .toList());
            return one;
        }).toList());
        return values;
    }

    /** How a mailbox stands. */
    public static Map<String, Object> of(Standing standing) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", standing.mailbox().toString());
        for (Mark mark : Mark.values()) {
            values.put(mark.text(), standing.count(mark));
        }
        values.put("outstandingSince", time(standing.outstandingSince().orElse(null)));
        values.put("conflictsOf" + Standing.CONFLICT_DAYS + "Days", standing.conflicts());
        return values;
    }

    /** The whole key of a contact: tenant/mailbox/item. */
    public static String itemOf(Glance glance) {
        return new RecordKey(glance.tenant(), glance.mailbox(), glance.item()).text();
    }

    private static String camel(UndoneItem.Act act) {
        return switch (act) {
            case CHANGED_BACK -> "changedBack";
            case RESTORED -> "restored";
            case DELETED -> "deleted";
            case LEFT -> "left";
        };
    }

    private static Map<String, Object> of(FieldBack field) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("field", field.field());
        values.put("now", text(field.now()));
        values.put("then", text(field.then()));
        return values;
    }

    private static Map<String, Object> of(Explanation.Carried write) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", write.number());
        values.put("writeId", write.writeId());
        values.put("kind", write.kind().name());
        values.put("issuedAt", time(write.issuedAt()));
        write.answer().ifPresent(answer -> {
            values.put("outcome", answer.outcome().name());
            values.put("reason", text(answer.reason()));
            values.put("attempts", answer.attempts());
            values.put("answeredAt", time(answer.at()));
            values.put("tookMs", Duration.between(write.issuedAt(), answer.at()).toMillis());
        });
        return values;
    }

    private static Map<String, Object> of(Cause cause) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("eventId", cause.eventId());
        values.put("says", Sentences.of(cause));
        switch (cause) {
            case Cause.Read read -> {
                values.put("provider", read.provider());
                values.put("modifiedAt", time(read.modifiedAt()));
            }
            case Cause.Gone gone -> {
                values.put("provider", gone.provider());
                values.put("evidence", gone.evidence().name());
            }
            case Cause.Told told -> values.put("kind", told.kind().name());
            case Cause.Edited edited -> {
                values.put("kind", edited.kind().name());
                values.put("editedAt", time(edited.editedAt()));
                values.put("by", text(edited.by()));
                values.put("reason", text(edited.reason()));
                values.put("revision", edited.revision() < 0 ? null : edited.revision());
                values.put("seenVersion", edited.seenVersion());
            }
            case Cause.Answered answered -> {
                values.put("number", answered.number());
                values.put("outcome", answered.outcome().name());
                values.put("reason", text(answered.reason()));
                values.put("attempts", answered.attempts());
                values.put("decidedAt", time(answered.decidedAt()));
            }
            case Cause.Decided decided -> {
                values.put("kind", decided.kind().name());
                values.put("by", decided.by());
                values.put("reason", text(decided.reason()));
            }
        }
        return values;
    }

    private static Map<String, Object> of(Happening happening) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("says", Sentences.of(happening));
        if (happening instanceof Happening.Changed changed) {
            values.put("version", changed.version());
            values.put("kind", changed.kind().name());
            values.put("rule", text(changed.rule()));
            values.put("fields", changed.fields().stream().map(HistoryJson::of).toList());
        } else if (happening instanceof Happening.TakenIn taken) {
            values.put("fields", taken.fields().stream().map(HistoryJson::of).toList());
        } else if (happening instanceof Happening.Conflicted conflict) {
            values.put("kind", conflict.kind().name());
            values.put("rule", conflict.rule());
            values.put("field", text(conflict.field()));
            values.put("kept", text(conflict.kept()));
            values.put("keptOrigin", origin(conflict.keptOrigin()));
            values.put("lost", text(conflict.lost()));
            values.put("lostOrigin", origin(conflict.lostOrigin()));
        } else if (happening instanceof Happening.Commanded command) {
            values.put("number", command.number());
            values.put("writeId", command.writeId());
            values.put("kind", command.kind().name());
            values.put("fields", command.fields());
        } else if (happening instanceof Happening.Parked parked) {
            values.put("field", parked.field());
            values.put("value", text(parked.value()));
            values.put("reason", text(parked.reason()));
        } else if (happening instanceof Happening.Withheld withheld) {
            values.put("field", withheld.field());
            values.put("value", text(withheld.value()));
        } else if (happening instanceof Happening.LetOut let) {
            values.put("field", let.field());
        }
        return values;
    }

    private static Map<String, Object> of(FieldStep step) {
        Map<String, Object> values = origin(step.origin());
        values.put("field", step.field());
        values.put("before", text(step.before()));
        values.put("after", text(step.after()));
        values.put("rule", step.rule());
        return values;
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("side", origin.side().name());
        values.put("setAt", time(origin.at()));
        values.put("eventId", origin.eventId());
        return values;
    }

    private static @Nullable String text(Shown shown) {
        return text(shown.text());
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** What a script needs to go on with the next page; null at the end. */
    public static @Nullable String next(List<Glance> page, int size) {
        return page.size() < size ? null : page.getLast().item();
    }
}
