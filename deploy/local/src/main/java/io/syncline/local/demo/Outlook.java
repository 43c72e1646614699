package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Agents at work in Outlook, and a look into their mailboxes' own store. */
public final class Outlook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "folder-contacts";

    private static final int SERVICE_UNAVAILABLE = 503;
    private final Http http;

    /** @param admin the simulated tenant's admin door */
    public Outlook(URI admin) {
        this.http = new Http(admin);
    }

    public void addMailbox(String address) {
        http.send("POST", "/admin/mailboxes",
                JSON.createObjectNode().put("address", address).toString());
    }

    /** Makes a contact; returns its id. */
    public String create(String address, ObjectNode contact) {
        return http.send("POST", contacts(address), contact.toString()).path("id").asText();
    }

    /** Sets fields; returns what the agent saw in them before. */
    public JsonNode edit(String address, String id, ObjectNode fields) {
        return http.send("PATCH", contacts(address) + "/" + id, fields.toString())
                .path("overwritten");
    }

    public void delete(String address, String id) {
        http.send("DELETE", contacts(address) + "/" + id, "");
    }

    /** Copies a contact; returns the copy's id. */
    public String copy(String address, String id) {
        return http.send("POST", contacts(address) + "/" + id + "/copy", "").path("id").asText();
    }

    /** Moves a contact to a folder, out of Deleted Items as well. */
    public void move(String address, String id, String folder) {
        http.send("POST", contacts(address) + "/" + id + "/move?folder=" + folder, "");
    }

    /** Marks a contact private, or takes the mark away. */
    public void markPrivate(String address, String id, boolean isPrivate) {
        http.send("POST", contacts(address) + "/" + id + "/private",
                JSON.createObjectNode().put("private", isPrivate).toString());
    }

    /** Makes a folder beside the contacts; returns its id. */
    public String addFolder(String address, String name) {
        return http.send("POST", "/admin/mailboxes/" + address + "/folders",
                JSON.createObjectNode().put("name", name).toString()).path("id").asText();
    }

    /** Everything in the mailbox, whatever folder it lies in, Deleted Items included. */
    public List<JsonNode> everythingOf(String address) {
        return http.get(contacts(address)).valueStream().toList();
    }

    /** The contacts that an agent sees. */
    public List<JsonNode> contactsOf(String address) {
        List<JsonNode> contacts = new ArrayList<>();
        http.get(contacts(address)).forEach(contact -> {
            if (contact.path("folder").asText().equals(FOLDER)) {
                contacts.add(contact);
            }
        });
        return contacts;
    }

    public Optional<JsonNode> byEmail(String address, String email) {
        return contactsOf(address).stream()
                .filter(contact -> contact.path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asText()
                        .equalsIgnoreCase(email))
                .findFirst();
    }

    /** Tells whoever patches in this mailbox to wait, through Graph or through EWS. */
    public void throttle(String address, int times, int seconds) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", "throttle")
                .put("mailbox", address)
                .put("method", "PATCH")
                .put("times", times)
                .put("seconds", seconds)
                .toString());
        throttleThroughEws(address, times, seconds);
    }

    /** The same, only of those who come through EWS. */
    public void throttleThroughEws(String address, int times, int seconds) {
        http.send("POST", "/admin/ews/faults", JSON.createObjectNode()
                .put("kind", "busy_fault")
                .put("mailbox", address)
                .put("operation", "UpdateItem")
                .put("times", times)
                .put("millis", 1_000 * seconds)
                .toString());
    }

    /** Does the work of the next request of a method and holds its answer back. */
    public void holdAnswer(String method, int seconds) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", "hold_answer")
                .put("method", method)
                .put("seconds", seconds)
                .toString());
    }

    /** Says of the next delta round of this mailbox that its token has expired. */
    public void expireToken(String address) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", "resync")
                .put("mailbox", address)
                .put("method", "GET")
                .put("path", "delta")
                .toString());
    }

    /** Answers every request about this mailbox with 503, until faults end. */
    public void refuse(String address) {
        refuse(address, SERVICE_UNAVAILABLE);
    }

    /** The same with another status. */
    public void refuse(String address, int status) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", "error")
                .put("status", status)
                .put("mailbox", address)
                .put("times", Integer.MAX_VALUE)
                .toString());
    }

    /** Answers whoever patches in this mailbox with a status, until faults end. */
    public void refusePatches(String address, int status) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", "error")
                .put("status", status)
                .put("mailbox", address)
                .put("method", "PATCH")
                .put("times", Integer.MAX_VALUE)
                .toString());
    }

    /** Refuses to translate any id of this mailbox, until faults end; all others end now. */
    public void refuseTranslations(String address, int status) {
        http.send("PUT", "/admin/faults", JSON.createObjectNode()
                .put("kind", "error")
                .put("status", status)
                .put("mailbox", address)
                .put("method", "POST")
                .put("path", "translateExchangeIds")
                .put("times", Integer.MAX_VALUE)
                .toString());
    }

    /**
     * Arranges a fault for the next requests of a method about a mailbox.
     *
     * @param kind as the simulated tenant names it
     * @param seconds how long it lasts, where its kind takes time
     */
    public void arrange(String kind, String address, String method, int times, int seconds) {
        http.send("POST", "/admin/faults", JSON.createObjectNode()
                .put("kind", kind)
                .put("mailbox", address)
                .put("method", method)
                .put("times", times)
                .put("seconds", seconds)
                .toString());
    }

    /** From now on a search does not find what was made less than this long ago. */
    public void lagSearches(int seconds) {
        http.send("POST", "/admin/search",
                JSON.createObjectNode().put("lagSeconds", seconds).toString());
    }

    /** Ends the faults that are arranged, of all mailboxes. */
    public void endFaults() {
        http.send("DELETE", "/admin/faults", "");
    }

    /** Takes so many requests of a mailbox within ten minutes, instead of the service's 10 000. */
    public void allowRequests(int max) {
        http.send("POST", "/admin/limits",
                JSON.createObjectNode().put("requests", max).toString());
    }

    /** From now on every request to Graph takes so much longer. */
    public void slowDown(int millis) {
        http.send("POST", "/admin/latency",
                JSON.createObjectNode().put("millis", millis).toString());
    }

    /** How many answers are held back now. */
    public int heldAnswers() {
        return http.get("/admin/held").path("held").asInt();
    }

    /** Every request to Graph so far, and what it did. */
    public JsonNode requests() {
        return requests(0);
    }

    /** How many there were so far that asked for changes. */
    public long polls() {
        return http.get("/admin/requests/count?path=delta").path("count").asLong();
    }

    /** The same without the first so many. */
    public JsonNode requests(int from) {
        return http.get("/admin/requests?from=" + from);
    }

    @Override
    public void close() {
        http.close();
    }

    private static String contacts(String address) {
        return "/admin/mailboxes/" + address + "/contacts";
    }
}
