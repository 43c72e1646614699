package io.syncline.conformance.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.Person;
import io.syncline.conformance.TypedContact;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.http.LoopbackPort;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A simulated tenant with one mailbox, and a person at work in it. A provider's tests add to it how
 * the provider gets in. Ids are those of the protocol that is tested.
 */
public abstract class SimulatedMailbox implements Person, AutoCloseable {

    /** The mailbox's address. */
    protected static final String ADDRESS = "agent@example.com";
    /** The tenant's id in its directory. */
    protected static final String DIRECTORY = "directory";
    /** The application that is registered there. */
    protected static final String CLIENT = "client";
    /** Its secret. */
    protected static final String SECRET = "simulated-secret";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAILBOX = "/admin/mailboxes/" + ADDRESS;
    private static final String CONTACTS = MAILBOX + "/contacts";
    private static final String DEFAULT_FOLDER = "folder-contacts";

    private final int port = freePort();
    private final Protocol protocol;
    private final Simulator simulator;
    private final AdminDoor door;

    /**
     * Starts the tenant.
     *
     * @param data the folder of its store
     * @param mutants what is wrong on purpose
     */
    protected SimulatedMailbox(Path data, Mutants mutants, Protocol protocol) {
        int adminPort = freePort();
        this.protocol = protocol;
        this.simulator = Simulator.start(new SimulatorSettings(data, port, adminPort, DIRECTORY,
                CLIENT, SECRET, mutants));
        this.door = new AdminDoor(adminPort);
        post("/admin/mailboxes", JSON.createObjectNode().put("address", ADDRESS));
    }

    /** How the provider calls the mailbox. */
    public final MailboxRef mailbox() {
        return new MailboxRef("t", "m", ADDRESS, List.of());
    }

    /** A folder below Contacts; returns its id. */
    public final String addFolder(String name) {
        return newFolder(name).path(protocol.folderId()).asText();
    }

    /** What goes wrong with the next request. */
    public final void arm(ObjectNode fault) {
        post(protocol.faults(), fault);
    }

    /** A fault to arm, without its details. */
    public static ObjectNode fault(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    /** The service takes none of the tokens any more that it has given out. */
    public final void forgetTokens() {
        send("DELETE", "/admin/tokens", "");
    }

    /** Every request that the service was sent. */
    public final JsonNode requests() {
        return send("GET", "/admin/requests", "");
    }

    @Override
    public final String creates(Contact contact) {
        return itemId(post(CONTACTS, TypedContact.of(contact)));
    }

    @Override
    public final void edits(String id, String field, String value) {
        send("PATCH", path(id), JSON.createObjectNode().put(field, value).toString());
    }

    @Override
    public final void deletes(String id) {
        send("DELETE", path(id), "");
    }

    @Override
    public final void marksPrivate(String id) {
        post(path(id) + "/private", JSON.createObjectNode().put("private", true));
    }

    @Override
    public final String movesAway(String id) {
        return moves(path(id), newFolder("Elsewhere").path("id").asText());
    }

    @Override
    public final String movesAwayAndBack(String id) {
        String path = path(id);
        moves(path, newFolder("Elsewhere").path("id").asText());
        return moves(path, DEFAULT_FOLDER);
    }

    private String moves(String path, String folder) {
        return itemId(post(path + "/move?folder=" + folder, JSON.createObjectNode()));
    }

    @Override
    public final String copies(String id) {
        return itemId(post(path(id) + "/copy", JSON.createObjectNode()));
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** An address of the service, which speaks TLS. */
    protected final URI service(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }

    /** The certificate of the service, as PEM. */
    protected final Path certificate() {
        return simulator.certificate();
    }

    /** Arranges something by the admin door. */
    protected final JsonNode post(String path, ObjectNode body) {
        return door.post(path, body);
    }

    /** Arranges something, or looks at it. */
    protected final JsonNode send(String method, String path, String body) {
        return door.send(method, path, body);
    }

    private JsonNode newFolder(String name) {
        return post(MAILBOX + "/folders", JSON.createObjectNode().put("name", name));
    }

    private String itemId(JsonNode shown) {
        return shown.path(protocol.itemId()).asText();
    }

    /** The admin door goes by an id that stays when the item moves. */
    private String path(String id) {
        return StreamSupport.stream(send("GET", CONTACTS, "").spliterator(), false)
                .filter(shown -> itemId(shown).equals(id))
                .map(shown -> CONTACTS + "/" + shown.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No item has the id " + id + " now"));
    }

    private static int freePort() {
        return LoopbackPort.free();
    }
}
