package io.syncline.benchmarks;

import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes contacts of people who do not exist, some 600 bytes each as an Avro record. */
final class People {

    /** The fields that are edited: texts, phones, addresses and lists. */
    private static final List<String> EDITED = List.of("jobTitle", "companyName", "personalNotes",
            "mobilePhone", "businessPhones", "emailAddresses", "businessAddress", "homeAddress",
            "categories");
    private static final List<String> GIVEN = List.of("Ana", "Ben", "Carla", "Diego", "Elena",
            "Farid", "Grace", "Henry", "Ines", "Jonas", "Karen", "Liam", "Maya", "Noor", "Oscar",
            "Priya");
    private static final List<String> SURNAMES = List.of("Abbott", "Berger", "Castillo", "Dawson",
            "Eriksen", "Fischer", "Gomez", "Hoffman", "Iyer", "Jensen", "Keller", "Lindqvist",
            "Moreno", "Novak", "Okafor", "Petersen");
    private static final List<String> COMPANIES = List.of("Harbor Realty Group", "Northwind Homes",
            "Maple and Main Realty", "Cedar Ridge Brokers", "Blue Door Properties");
    private static final List<String> TITLES = List.of("Senior Broker", "Listing Agent",
            "Mortgage Advisor", "Property Manager", "Escrow Officer");
    private static final List<String> STREETS = List.of("Alder Street", "Birch Avenue",
            "Chestnut Road", "Dogwood Lane", "Elm Court");
    private static final List<String> CITIES = List.of("Springfield", "Riverton", "Fairview",
            "Georgetown");
    private static final List<String> CATEGORIES = List.of("Buyer", "Seller", "Referral");
    private static final List<String> NOTES = List.of("Prefers calls after five.",
            "Looking for three bedrooms near the park.", "Pre-approved until spring.",
            "Wants a south-facing garden.", "Referred by a past client.",
            "Has two dogs, so no carpets.", "Will sell the old flat first.");
    private static final int NOTES_MIN = 4;
    private static final int NOTES_MORE = 6;
    private static final int SERIALS = 1_000;

    private final Random random;
    private int made;
    private int edits;

    People(Random random) {
        this.random = random;
    }

    /** A contact with a name, two or three phones, two e-mails, two addresses and notes. */
    Contents next() {
        made++;
        String given = one(GIVEN);
        String surname = one(SURNAMES);
        String name = given + " " + surname;
        String local = (given + "." + surname + made).toLowerCase(Locale.ROOT);
        Map<String, Value> values = new TreeMap<>();
        values.put("displayName", Value.text(name));
        values.put("givenName", Value.text(given));
        values.put("surname", Value.text(surname));
        values.put("companyName", Value.text(one(COMPANIES)));
        values.put("jobTitle", Value.text(one(TITLES)));
        values.put("emailAddresses", Value.entries(List.of(email(local + "@example.com", name),
                email(local + "@home.example.com", name))));
        values.put("businessPhones", Value.entries(
                random.nextBoolean() ? List.of(phone()) : List.of(phone(), phone())));
        values.put("mobilePhone", phone());
        values.put("businessAddress", address());
        values.put("homeAddress", address());
        values.put("categories", Value.entries(List.of(Value.text(one(CATEGORIES)))));
        values.put("personalNotes", notes());
        return Contents.of(values);
    }

    /** The name of a field that somebody edits. */
    String fieldToEdit() {
        return one(EDITED);
    }

    /**
     * What a person makes of a field. Texts keep about their length and lists end with two entries,
     * so that only a state that remembers too much can grow.
     */
    Value edited(String field, Value now) {
        edits++;
        return switch (field) {
            case "jobTitle" -> numbered(one(TITLES));
            case "companyName" -> numbered(one(COMPANIES));
            case "personalNotes" -> notes();
            case "mobilePhone" -> phone();
            case "businessAddress", "homeAddress" -> address();
            case "businessPhones" -> firstAnd(now, phone());
            case "emailAddresses" -> firstAnd(now,
                    email("mail%06d@example.com".formatted(edits), "Mail"));
            case "categories" -> firstAnd(now, numbered("Farm"));
            default -> throw new IllegalArgumentException("Nobody edits " + field);
        };
    }

    private static Value firstAnd(Value now, Value added) {
        return Value.entries(Stream.concat(now.asEntries().stream().limit(1), Stream.of(added))
                .toList());
    }

    private Value numbered(String text) {
        return Value.text("%s %03d".formatted(text, edits % SERIALS));
    }

    private Value notes() {
        int sentences = NOTES_MIN + random.nextInt(NOTES_MORE);
        return Value.text(Stream.generate(() -> one(NOTES))
                .limit(sentences)
                .collect(Collectors.joining(" ")));
    }

    /** A number from the range that is kept free for fiction. */
    private Value phone() {
        int area = 200 + random.nextInt(100);
        int line = 100 + random.nextInt(100);
        return Value.group(Map.of("number", "(%03d) 555-0%03d".formatted(area, line), "e164",
                "+1%03d5550%03d".formatted(area, line)));
    }

    private Value address() {
        return Value.group(Map.of("street", (100 + random.nextInt(900)) + " " + one(STREETS),
                "city", one(CITIES), "state", "IL", "postalCode",
                "%05d".formatted(60_000 + random.nextInt(3_000)), "countryOrRegion",
                "United States"));
    }

    private static Value email(String address, String name) {
        return Value.group(Map.of("address", address, "name", name));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
