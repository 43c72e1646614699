package io.syncline.console.proof;

import io.syncline.console.proof.MailboxStanding.Closed;
import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.TenantStore;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How every mailbox stands, from the registry, the configuration and what was watched. A mailbox that
 * neither of the first two names was read once, and may be configured elsewhere: it is shown, too, unless its
 * tenant is deleted.
 */
public final class MailboxStandings {

    /** After so many missed listings nothing is taken for proven. */
    private static final int LISTINGS_MISSED_MAX = 2;

    private final SynclineConfig config;
    private final TenantStore store;
    private final SyncWatch watch;
    private final FurtherCounts further;
    private final Duration stale;

    /** What the registry or the configuration say. */
    private record Named(String address, String provider, Participation participation) {}

    /** What is counted for all mailboxes at once. */
    private record Counts(Map<MailboxName, Long> held, Map<MailboxName, Long> ambiguous,
            Map<MailboxName, OutstandingWrites.Count> writes) {}

    public MailboxStandings(SynclineConfig config, TenantStore store, SyncWatch watch,
            FurtherCounts further) {
        this.config = config;
        this.store = store;
        this.watch = watch;
        this.further = further;
        this.stale = config.source().fullListingInterval().multipliedBy(LISTINGS_MISSED_MAX);
    }

    /** All, by name. */
    public List<MailboxStanding> all() {
        Map<MailboxName, Named> named = named();
        Counts counts = new Counts(
                counted(watch.held().stream().map(found -> found.delete().mailbox()).toList()),
                counted(watch.folds().ambiguous().stream().map(MailboxName::of).toList()),
                watch.writes().byMailbox());
        return named.entrySet()
                .stream()
                .map(entry -> standing(entry.getKey(), entry.getValue(), counts))
                .toList();
    }

    /** One of them. */
    public Optional<MailboxStanding> of(MailboxName mailbox) {
        return all().stream().filter(standing -> standing.mailbox().equals(mailbox)).findFirst();
    }

    private Map<MailboxName, Named> named() {
        Map<MailboxName, Named> named = new TreeMap<>();
        watch.folds()
                .read()
                .stream()
                .filter(mailbox -> !store.isDeleted(mailbox.tenant()))
                .forEach(mailbox -> named.put(mailbox, new Named("", "",
                        Participation.TAKES_PART)));
        config.tenants()
                .forEach(tenant -> tenant.mailboxes()
                        .forEach(mailbox -> named.put(new MailboxName(tenant.id(), mailbox.id()),
                                new Named(mailbox.address(), tenant.providerOf(mailbox).text(),
                                        Participation.TAKES_PART))));
        Map<String, Tenant> tenants = store.tenants()
                .stream()
                .collect(Collectors.toMap(Tenant::getTenant, Function.identity()));
        store.mailboxes()
                .forEach(mailbox -> named.put(
                        new MailboxName(mailbox.getTenant(), mailbox.getMailbox()),
                        named(mailbox, Optional.ofNullable(tenants.get(mailbox.getTenant())))));
        return named;
    }

    private static Named named(Mailbox mailbox, Optional<Tenant> tenant) {
        return new Named(mailbox.getAddress(), mailbox.getProvider(), tenant
                .filter(owner -> owner.getState() == TenantState.SUSPENDED)
                .map(owner -> Participation.SUSPENDED)
                .orElseGet(() -> participation(mailbox.getState())));
    }

    private static Participation participation(MailboxState state) {
        return switch (state) {
            case ADDED -> Participation.WAITING;
            case DISABLED -> Participation.STOPPED;
            case ACTIVE, UNKNOWN -> Participation.TAKES_PART;
        };
    }

    private MailboxStanding standing(MailboxName mailbox, Named named, Counts counts) {
        Optional<CursorState> cursor = watch.folds().cursor(mailbox);
        Optional<OutstandingWrites.Count> writes = Optional
                .ofNullable(counts.writes().get(mailbox));
        return new MailboxStanding(mailbox, named.address(), named.provider().isEmpty()
                ? cursor.map(CursorState::provider).orElse("")
                : named.provider(), participation(mailbox, named),
                cursor.filter(CursorState::listed).flatMap(CursorState::listedAt),
                cursor.filter(CursorState::listing).isPresent(), watch.folds().proof(mailbox),
                cursor.filter(CursorState::unavailable)
                        .map(state -> new Closed(state.at(), state.factId())),
                cursor.flatMap(CursorState::changing), cursor.flatMap(CursorState::problem),
                Math.toIntExact(counts.held().getOrDefault(mailbox, 0L)),
                Math.toIntExact(counts.ambiguous().getOrDefault(mailbox, 0L)),
                writes.map(OutstandingWrites.Count::commands).orElse(0),
                writes.map(OutstandingWrites.Count::oldest),
                watch.flow().last().flatMap(sample -> sample.behindSince(mailbox)),
                further.of(mailbox), stale);
    }

    private Participation participation(MailboxName mailbox, Named named) {
        return named.participation() == Participation.TAKES_PART
                && watch.folds().isDisabled(mailbox)
                        ? Participation.DISABLED
                        : named.participation();
    }

    private static Map<MailboxName, Long> counted(Collection<MailboxName> mailboxes) {
        Map<MailboxName, Long> counts = new HashMap<>();
        mailboxes.forEach(mailbox -> counts.merge(mailbox, 1L, Long::sum));
        return counts;
    }
}
