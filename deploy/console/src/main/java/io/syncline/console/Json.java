package io.syncline.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands say, for scripts; a list is one array, oldest first within a mailbox. */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static String ofDeletes(List<HeldDelete> held) {
        return text(held.stream().map(Json::of).toList());
    }

    static String ofMatches(List<OpenMatch> open) {
        return text(open.stream().map(Json::of).toList());
    }

    static String ofAll(List<Map<String, Object>> values) {
        return text(values);
    }

    static String of(Map<String, Object> values) {
        return text(values);
    }

    private static Map<String, Object> of(HeldDelete held) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", held.mailbox().toString());
        values.put("item", held.item());
        values.put("name", held.person().name());
        values.put("emails", held.person().emails());
        values.put("deletedBy", held.by().name());
        values.put("deletedAt", held.at().toString());
        values.put("evidence", held.evidence());
        values.put("eventId", held.eventId());
        return values;
    }

    private static Map<String, Object> of(OpenMatch open) {
        Map<String, Object> values = person(open.item(), open.person());
        values.put("mailbox", open.mailbox().toString());
        values.put("foundAt", open.at().toString());
        values.put("candidates", open.candidates()
                .stream()
                .map(candidate -> person(candidate.item(), candidate.person()))
                .toList());
        return values;
    }

    private static Map<String, Object> person(String item, Person person) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", item);
        values.put("name", person.name());
        values.put("emails", person.emails());
        return values;
    }

    private static String text(Object values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }
}
