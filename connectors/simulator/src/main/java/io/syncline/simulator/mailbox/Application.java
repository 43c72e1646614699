package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An application as one directory knows it.
 *
 * @param directoryId the directory in which it is registered
 * @param clientId its id
 * @param secrets with which it can sign in; certificates are kept elsewhere
 * @param roles what it may do
 * @param rolesShown whether its tokens say so; they do not under RBAC for Applications, where the
 *     roles are granted in Exchange (facts/graph.md 7.7)
 * @param state what Entra answers it
 * @param mailboxes the only ones it may reach, in lower case; empty: all
 * @param ews whether it is on the list of those that may use EWS (facts/ews.md 1.1)
 */
public record Application(String directoryId, String clientId, List<Secret> secrets,
        Set<String> roles, boolean rolesShown, State state, Optional<Set<String>> mailboxes,
        Ews ews) {

    /** The roles of an application about which nothing else is said. */
    public static final Set<String> EVERYTHING = Set.of("Contacts.ReadWrite", "User.Read.All",
            "GroupMember.Read.All", "full_access_as_app");

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    public Application {
        if (directoryId.isBlank() || clientId.isBlank()) {
            throw new IllegalArgumentException("An application needs a directoryId and a clientId");
        }
        secrets = List.copyOf(secrets);
        roles = Set.copyOf(roles);
        mailboxes = mailboxes.map(Set::copyOf);
    }

    /** What Entra answers an application that says who it is. */
    public enum State {
        /** A token. */
        OK,
        /** AADSTS7000112. */
        DISABLED,
        /** A token that allows nothing and has no roles (facts/graph.md 7.6). */
        NOT_CONSENTED,
        /** AADSTS53003. */
        CONDITIONAL_ACCESS,
        /** AADSTS7000229. */
        NO_SERVICE_PRINCIPAL
    }

    /** Whether the tenant lets an application use EWS. */
    public enum Ews {
        ALLOWED, NOT_ALLOWED
    }

    /**
     * A secret.
     *
     * @param id what it is called; people paste this in place of the value
     * @param value in the clear: nobody's
     */
    public record Secret(String id, String value, Instant expiresAt) {

        /** One that stays for ever. */
        public Secret(String value) {
            this(UUID.randomUUID().toString(), value, NEVER);
        }

        @Override
        public String toString() {
            return "Secret[" + id + ", " + expiresAt + "]";
        }
    }

    /** One that may do everything. */
    public static Application unlimited(String directoryId, String clientId, String secret) {
        return new Application(directoryId, clientId, List.of(new Secret(secret)), EVERYTHING,
                true, State.OK, Optional.empty(), Ews.ALLOWED);
    }

    /**
     * Reads what {@link #json} wrote, or what the admin door was sent.
     *
     * @param directoryId the directory where none is named
     * @param known the secrets where none are named
     */
    public static Application ofJson(JsonNode json, String directoryId, List<Secret> known) {
        return new Application(json.path("directoryId").asText(directoryId),
                json.path("clientId").asText(""),
                json.path("secrets").isArray() ? secrets(json.path("secrets")) : known,
                json.path("roles").isArray() ? texts(json.path("roles")) : EVERYTHING,
                json.path("rolesShown").asBoolean(true),
                JsonWord.read(State.class, json.path("state").asText("ok")),
                json.path("mailboxes").isArray()
                        ? Optional.of(lowerCase(texts(json.path("mailboxes"))))
                        : Optional.empty(),
                JsonWord.read(Ews.class, json.path("ews").asText("allowed")));
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode()
                .put("directoryId", directoryId)
                .put("clientId", clientId)
                .put("rolesShown", rolesShown)
                .put("state", JsonWord.of(state))
                .put("ews", JsonWord.of(ews));
        ArrayNode kept = json.putArray("secrets");
        secrets.forEach(secret -> kept.addObject()
                .put("id", secret.id())
                .put("value", secret.value())
                .put("expiresAt", secret.expiresAt().toString()));
        new TreeSet<>(roles).forEach(json.putArray("roles")::add);
        mailboxes.ifPresent(some -> some.forEach(json.putArray("mailboxes")::add));
        return json;
    }

    /** Whether the mailbox is one of those that it may reach. */
    public boolean reaches(String address) {
        return mailboxes.map(some -> some.contains(address.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private static List<Secret> secrets(JsonNode array) {
        return array.valueStream()
                .map(secret -> new Secret(
                        secret.path("id").asText(UUID.randomUUID().toString()),
                        secret.path("value").asText(),
                        secret.has("expiresAt")
                                ? Instant.parse(secret.path("expiresAt").asText())
                                : NEVER))
                .toList();
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    private static Set<String> lowerCase(Set<String> addresses) {
        return addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
