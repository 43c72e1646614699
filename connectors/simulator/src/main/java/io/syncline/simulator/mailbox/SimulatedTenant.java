package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tenant's mailboxes, in a folder of their own. Thread-safe. */
public final class SimulatedTenant {

    private final Path folder;
    private final Set<Mutation> mutations;
    private final SimulatedClock clock = new SimulatedClock();
    private final Map<String, MailboxStore> mailboxes = new ConcurrentSkipListMap<>();
    private final ChangeFile file;
    private final AtomicInteger missing = new AtomicInteger();

    /** @param mutations what is wrong on purpose */
    public SimulatedTenant(Path folder, Set<Mutation> mutations) {
        this.folder = folder;
        this.mutations = Set.copyOf(mutations);
        this.file = ChangeFile.open(folder.resolve("mailboxes.jsonl"),
                line -> open(line.path("address").asText()));
    }

    public SimulatedClock clock() {
        return clock;
    }

    public synchronized MailboxStore addMailbox(String address) {
        String name = address.toLowerCase(Locale.ROOT);
        if (!mailboxes.containsKey(name)) {
            file.append(new ObjectMapper().createObjectNode()
                    .put("address", name));
        }
        return open(name);
    }

    public List<MailboxStore> mailboxes() {
        return List.copyOf(mailboxes.values());
    }

    /** @throws GraphError as Graph answers for a user without a mailbox: one way or another (7.5) */
    public MailboxStore mailbox(String address) {
        return find(address)
                .orElseThrow(() -> missing.getAndIncrement() % 2 == 0
                        ? notEnabled()
                        : new GraphError(404, "ResourceNotFound",
                                "Resource could not be discovered."));
    }

    /** What Graph answers for a user whose mailbox is not in Exchange Online. */
    public static GraphError notEnabled() {
        return new GraphError(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, "
                + "soft-deleted, or is hosted on-premise.");
    }

    /** The mailbox of an address, if it has one. */
    public Optional<MailboxStore> find(String address) {
        return mutations.contains(Mutation.KNOWS_EVERYBODY)
                ? Optional.of(addMailbox(address))
                : Optional.ofNullable(mailboxes.get(address.toLowerCase(Locale.ROOT)));
    }

    /** Whether an address has a mailbox; asking makes none, whatever is wrong on purpose. */
    boolean has(String address) {
        return mailboxes.containsKey(address.toLowerCase(Locale.ROOT));
    }

    /** The addresses that have a mailbox. */
    Set<String> addresses() {
        return Set.copyOf(mailboxes.keySet());
    }

    private MailboxStore open(String address) {
        return mailboxes.computeIfAbsent(address,
                name -> new MailboxStore(name, folder, clock, mutations));
    }
}
