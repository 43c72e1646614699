package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.ConvertIdResult;
import com.microsoft.graph.models.ExchangeIdFormat;
import io.syncline.graph.GraphCalls.DeltaPage;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.port.RequestBudget;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Translation;
import io.syncline.port.Written;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import io.syncline.service.access.Trust;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Graph v1.0. What the service does is recorded in facts/graph.md and cited by section.
 *
 * <p>
 * A write reads, compares and then writes, since nobody knows whether Graph honours If-Match on
 * contacts (3.9); the header goes along all the same. Between read and write lies one round trip.
 */
public final class GraphProvider implements MailboxProvider {

    static {
        AvroTrust.install();
    }

    private static final int TRANSLATED_AT_ONCE_MAX = 1000;
    private static final Map<String, ExchangeIdFormat> ID_FORMATS = Map.of("graph",
            ExchangeIdFormat.RestImmutableEntryId, "ews", ExchangeIdFormat.EwsId);

    private final GraphTokens tokens;
    private final GraphCalls calls;
    private final ContactMapper mapper;
    private final ContactFolders contactFolders;
    private final GraphSearch search;

    /** Without a limit of our own. */
    public GraphProvider(GraphSettings settings) {
        this(settings, RequestBudget.UNLIMITED);
    }

    /** @param budget that every request draws from, those for tokens aside */
    public GraphProvider(GraphSettings settings, RequestBudget budget) {
        Trust trust = Trust.with(settings.trustedCertificates());
        this.tokens = new GraphTokens(settings, trust);
        this.calls = new GraphCalls(settings, tokens, trust, budget);
        this.mapper = new ContactMapper(new PhoneNumbers(settings.defaultRegion()));
        this.contactFolders = new ContactFolders(calls);
        this.search = new GraphSearch(calls, mapper, contactFolders);
    }

    @Override
    public String name() {
        return "graph";
    }

    /** Of the 4 requests that Graph allows at once, the source uses one (facts: graph.md, limits). */
    @Override
    public int writesMax() {
        return 3;
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return ContactMapper.entriesMax();
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return call(() -> Answer.of(contactFolders.followed(mailbox)));
    }

    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        try {
            return withToken(() -> Answer.of(page(mailbox, folderId, position, pageSize)));
        } catch (RuntimeException e) {
            return GraphFailures.isPositionLost(e)
                    ? Answer.of(new Changes.PositionLost(String.valueOf(e.getMessage())))
                    : Answer.failed(GraphFailures.of(e));
        }
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        return call(() -> Answer.of(calls.lists()
                .ids(mailbox.address(), ContactFolders.named(folderId),
                        ExtendedProperties.IS_PRIVATE)));
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        return call(() -> {
            try {
                Contact contact = Objects.requireNonNull(
                        calls.get(mailbox.address(), externalId));
                return Answer.of(sighting(mailbox, contact));
            } catch (RuntimeException e) {
                if (!GraphFailures.isItemMissing(e)) {
                    throw e;
                }
                // A mailbox that lets us read nothing says nothing about the item (R18).
                calls.control(mailbox.address());
                return Answer.of(new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER));
            }
        });
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        return call(() -> Answer.of(search.madeIn(mailbox, seconds)));
    }

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp) {
        return call(() -> Answer.of(search.stamped(mailbox, stamp)));
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef mailbox,
            io.syncline.schemas.contact.Contact contact) {
        return call(() -> Answer.of(search.alike(mailbox, contact)));
    }

    @Override
    public Answer<Written> create(MailboxRef mailbox, Patch item) {
        Contact body = mapper.body(item.fields(), item.contact());
        body.setSingleValueExtendedProperties(ExtendedProperties.ofCreate(item));
        Optional<String> folder = ContactFolders.named(ContactFolders.ofCreates(mailbox));
        return call(() -> {
            contactFolders.learnDefault(mailbox);
            return landed(mailbox, item, calls.create(mailbox.address(), folder, body));
        });
    }

    @Override
    public Answer<Written> patch(MailboxRef mailbox, Patch patch) {
        return read(mailbox, patch.externalId()).then(now -> switch (now) {
            case Sighting.Gone gone -> Answer.of(new Written.Stale(gone));
            case Sighting.There(Reading reading) when isWrite(reading, patch.writeId()) ->
                Answer.of(new Written.Landed("", now));
            case Sighting.There(Reading reading) when !isVersion(reading, patch.version()) ->
                Answer.of(new Written.Stale(now));
            case Sighting.There there -> write(mailbox, patch);
        });
    }

    @Override
    public Answer<Written> delete(MailboxRef mailbox, String externalId, String version) {
        return read(mailbox, externalId).then(now -> switch (now) {
            case Sighting.Gone gone -> Answer.of(new Written.Landed("", gone));
            case Sighting.There(Reading reading) when !isVersion(reading, version) ->
                Answer.of(new Written.Stale(now));
            case Sighting.There there -> call(() -> {
                calls.delete(mailbox.address(), externalId, version);
                return Answer.of(new Written.Landed("",
                        new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
            });
        });
    }

    /** Graph translates in both directions between its immutable ids and those of EWS. */
    @Override
    public Answer<Map<String, String>> translated(MailboxRef mailbox, Translation translation,
            List<String> ids) {
        ExchangeIdFormat from = ID_FORMATS.get(translation.from());
        ExchangeIdFormat to = ID_FORMATS.get(translation.to());
        if (from == null || to == null) {
            return Answer.of(Map.of());
        }
        return call(() -> {
            Map<String, String> translated = new HashMap<>();
            for (int at = 0; at < ids.size(); at += TRANSLATED_AT_ONCE_MAX) {
                List<String> some = ids.subList(at,
                        Math.min(ids.size(), at + TRANSLATED_AT_ONCE_MAX));
                for (ConvertIdResult one : calls.translate(mailbox.address(), some, from, to)) {
                    if (one.getSourceId() != null && one.getTargetId() != null) {
                        translated.put(one.getSourceId(), one.getTargetId());
                    }
                }
            }
            return Answer.of(Map.copyOf(translated));
        });
    }

    @Override
    public void close() {
        calls.close();
    }

    private Answer<Written> write(MailboxRef mailbox, Patch patch) {
        Contact body = mapper.body(patch.fields(), patch.contact());
        body.setSingleValueExtendedProperties(ExtendedProperties.ofPatch(patch));
        return call(() -> {
            try {
                return landed(mailbox, patch, calls.patch(mailbox.address(), patch.externalId(),
                        patch.version(), body));
            } catch (RuntimeException e) {
                if (!GraphFailures.isStale(e) && !GraphFailures.isItemMissing(e)) {
                    throw e;
                }
                return read(mailbox, patch.externalId())
                        .then(now -> Answer.of(new Written.Stale(now)));
            }
        });
    }

    private Answer<Written> landed(MailboxRef mailbox, Patch patch, @Nullable Contact echo) {
        Reading reading = contactFolders.inOurWords(mailbox,
                mapper.echo(Objects.requireNonNull(echo), patch));
        return Answer.of(new Written.Landed(reading.getVersion().orElse(""),
                new Sighting.There(reading)));
    }

    private Changes page(MailboxRef mailbox, String folderId, String position, int pageSize) {
        DeltaPage page;
        if (position.isEmpty()) {
            page = calls.firstPage(mailbox.address(), ContactFolders.named(folderId), pageSize);
        } else {
            URI link = URI.create(position);
            if (!tokens.isOurs(link)) {
                return new Changes.PositionLost("The link leads to another host");
            }
            page = calls.nextPage(mailbox.address(), link, pageSize);
        }
        List<Reading> items = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Contact contact : page.contacts()) {
            if (contact.getAdditionalData().containsKey("@removed")) {
                removed.add(Objects.requireNonNull(contact.getId()));
            } else {
                Reading reading = mapper.reading(contact);
                reading.getFolderId()
                        .ifPresent(folder -> contactFolders.learn(mailbox, folder));
                items.add(reading);
            }
        }
        boolean complete = page.deltaLink() != null;
        String next = complete ? page.deltaLink() : page.nextLink();
        return new Changes.Page(items, removed, Objects.requireNonNull(next), complete);
    }

    /** An immutable id still answers in Deleted Items, which is no folder of contacts (R18). */
    private Sighting sighting(MailboxRef mailbox, Contact contact) {
        Reading reading = mapper.expanded(contact);
        return contactFolders.isOne(mailbox, reading.getFolderId().orElse(""))
                ? new Sighting.There(contactFolders.inOurWords(mailbox, reading))
                : new Sighting.Gone(GoneEvidence.DELETED_ITEMS);
    }

    private static boolean isWrite(Reading reading, String writeId) {
        return reading.getWriteId().filter(writeId::equals).isPresent();
    }

    private static boolean isVersion(Reading reading, String version) {
        return reading.getVersion().filter(version::equals).isPresent();
    }

    private <T> Answer<T> call(Supplier<Answer<T>> request) {
        try {
            return withToken(request);
        } catch (RuntimeException e) {
            return Answer.failed(GraphFailures.of(e));
        }
    }

    /** A token may be refused before its time; one new one is asked for. */
    private <T> Answer<T> withToken(Supplier<Answer<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            if (!GraphFailures.isUnauthorized(e)) {
                throw e;
            }
            tokens.refuse();
            return request.get();
        }
    }
}
