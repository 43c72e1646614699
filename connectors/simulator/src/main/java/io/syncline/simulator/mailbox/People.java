package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The people who can sign in to an application in a browser, in a file of their own. Thread-safe. */
public final class People {

    private final Map<String, Person> people = new ConcurrentSkipListMap<>();
    private final ChangeFile file;

    public People(Path folder) {
        this.file = ChangeFile.open(folder.resolve("people.jsonl"),
                line -> keep(Person.ofJson(line)));
    }

    /**
     * One person.
     *
     * @param roles the application's roles to which it is assigned
     */
    public record Person(String address, String name, List<String> roles) {

        public Person {
            if (address.isBlank()) {
                throw new IllegalArgumentException("A person needs an address");
            }
            roles = List.copyOf(roles);
        }

        /** Reads a line of the file, or what the admin door was sent. */
        public static Person ofJson(JsonNode json) {
            String address = json.path("address").asText("");
            return new Person(address, json.path("name").asText(address),
                    json.path("roles").valueStream().map(JsonNode::asText).toList());
        }
    }

    /** Adds a person, or changes the one of that address. */
    public void put(Person person) {
        keep(person);
        ObjectNode line = new ObjectMapper().createObjectNode()
                .put("address", person.address())
                .put("name", person.name());
        person.roles().forEach(line.putArray("roles")::add);
        file.append(line);
    }

    public Optional<Person> find(String address) {
        return Optional.ofNullable(people.get(address.toLowerCase(Locale.ROOT)));
    }

    /** Everybody, in the order of their addresses. */
    public List<Person> all() {
        return List.copyOf(people.values());
    }

    private void keep(Person person) {
        people.put(person.address().toLowerCase(Locale.ROOT), person);
    }
}
