package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.registry.Rehearsal;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Has one mailbox change its provider (rule R21), by its record in the registry. The source hears of
 * it, does it, and says in the mailbox's cursor how far it is; nothing here touches a mailbox.
 */
public final class Migrations {

    /** The folder that every provider knows by this name. */
    private static final String DEFAULT_FOLDER = "contacts";

    private final RunningSystem system;
    private final MailboxName name;
    private final RegisteredMailbox registered;
    private final Duration patience;

    /**
     * What has become of the mailbox's ids.
     *
     * @param translated how many known ids have another id at the other provider
     * @param untranslated how many have none, and are looked for by stamp, then by content
     * @param listed whether every contact of the mailbox is known
     */
    public record Ids(int translated, int untranslated, boolean listed) {}

    /**
     * How far the change is.
     *
     * @param migrated whether every id was asked for
     * @param folders how many folders there are to list through the new provider
     * @param foldersListed how many of them were
     * @param problem why it does not go on; empty where it does
     */
    public record Progress(Ids ids, boolean migrated, int folders, int foldersListed,
            String problem) {

        public boolean isOver() {
            return migrated && folders > 0 && foldersListed == folders;
        }
    }

    /** What was made and deleted on both sides since a moment. */
    public record Effects(long madeInMailbox, long deletedInMailbox, long madeInCrm,
            long deletedInCrm) {

        public boolean isNone() {
            return madeInMailbox + deletedInMailbox + madeInCrm + deletedInCrm == 0;
        }
    }

    /** @param patience how long to wait for the next thing that the source says */
    public Migrations(RunningSystem system, MailboxName name, Duration patience) {
        this.system = system;
        this.name = name;
        this.registered = new RegisteredMailbox(system, name);
        this.patience = patience;
    }

    /**
     * The name of the provider through which the mailbox is to be reached now.
     *
     * @throws ConsoleException if nobody knows the mailbox, or its tenant lacks settings of the other
     */
    public String provider(Provider to) {
        registered.requireSettings(to);
        return registered.now().getProvider();
    }

    /**
     * The configured folders that keep the mailbox from changing: ids that one provider knows.
     *
     * @throws ConsoleException naming the first of them
     */
    public void requireNoFolders() {
        registered.now()
                .getFolders()
                .stream()
                .filter(folder -> !folder.equals(DEFAULT_FOLDER))
                .findFirst()
                .ifPresent(folder -> {
                    throw ConsoleException.failed("The configuration names the folder " + folder
                            + " of " + name + " by an id that only its present provider knows."
                            + " Remove it from tenants.mailboxes.folders, or have the contacts"
                            + " in Contacts, and start source and sink again");
                });
    }

    /** Whether the mailbox is on its way from this provider to another, and has not left it yet. */
    public boolean isLeaving(Provider provider) {
        AtomicReference<Boolean> isThere = new AtomicReference<>(false);
        system.topics()
                .<Cursor>of(name, TopicCatalogue.CURSORS,
                        row -> isThere.set(row.value().getProvider().equals(provider.text())));
        return isThere.get() && !registered.now().getProvider().equals(provider.text());
    }

    /** Has the source ask the other provider for every id; changes nothing. */
    public Ids rehearse(Provider to) {
        String id = UUID.randomUUID().toString();
        try (Watch watch = new Watch()) {
            registered.change(now -> Mailbox.newBuilder(now)
                    .setRehearsal(new Rehearsal(id, to.text()))
                    .build());
            Cursor cursor = watch.until(one -> one.getRehearsal()
                    .flatMap(Migration::getRehearsal)
                    .filter(id::equals)
                    .isPresent());
            Migration found = cursor.getRehearsal().orElseThrow();
            if (!found.getComplete()) {
                throw ConsoleException.failed("The ids of " + name + " cannot be translated: "
                        + found.getProblem().orElse("no reason was given")
                        + ". Nothing was changed");
            }
            return ids(found, cursor);
        }
    }

    /** From now on the mailbox is to be reached through the other provider. */
    public void begin(Provider to) {
        registered.change(now -> Mailbox.newBuilder(now)
                .setProvider(to.text())
                .setProviderSince(Instant.now())
                .setRehearsal(null)
                .build());
    }

    /** When an operator had the mailbox change to where it is now; nothing if it was configured so. */
    public Optional<Instant> since() {
        return registered.now().getProviderSince();
    }

    /**
     * Follows the change to its end.
     *
     * @param listener is told whenever something has changed
     * @throws ConsoleException if nothing changes for as long as patience lasts
     */
    public Progress follow(Provider to, Consumer<Progress> listener) {
        AtomicReference<Progress> told = new AtomicReference<>();
        try (Watch watch = new Watch()) {
            Cursor end = watch.until(cursor -> {
                Progress now = progress(cursor, to);
                if (!now.equals(told.getAndSet(now))) {
                    listener.accept(now);
                }
                return now.isOver();
            });
            return progress(end, to);
        }
    }

    /**
     * Waits until merge has folded what the source has told by now: only then do the topics tell what came
     * of it.
     *
     * @throws ConsoleException if it is not folded for as long as patience lasts
     */
    public void awaitFolded() {
        new Folding(system, name, patience).await();
    }

    /** What was made and deleted since, by the topics that order it and tell it. */
    public Effects effects(Instant since) {
        long[] counts = new long[4];
        system.topics().<Write>of(name, TopicCatalogue.WRITES, row -> {
            if (isSince(row, since)) {
                counts[0] += row.value().getKind() == WriteKind.CREATE ? 1 : 0;
                counts[1] += row.value().getKind() == WriteKind.DELETE ? 1 : 0;
            }
        });
        system.topics().<Change>of(name, TopicCatalogue.CHANGES, row -> {
            if (isSince(row, since)) {
                counts[2] += row.value().getKind() == ChangeKind.CREATED ? 1 : 0;
                counts[3] += row.value().getKind() == ChangeKind.DELETED ? 1 : 0;
            }
        });
        return new Effects(counts[0], counts[1], counts[2], counts[3]);
    }

    /** What stays ambiguous in this mailbox. */
    public List<OpenMatch> ambiguous() {
        return new OpenMatches(system).all()
                .stream()
                .filter(match -> match.mailbox().equals(name))
                .toList();
    }

    private static boolean isSince(Row<?> row, Instant since) {
        return row.timestamp() >= since.toEpochMilli();
    }

    private static Ids ids(Migration found, Cursor cursor) {
        return new Ids(found.getTranslated(), found.getUntranslated(), cursor.getListed());
    }

    private static Progress progress(Cursor cursor, Provider to) {
        boolean migrated = cursor.getProvider().equals(to.text())
                && cursor.getMigration().map(Migration::getComplete).orElse(true);
        Optional<Migration> migration = cursor.getMigration()
                .filter(one -> one.getProvider().equals(to.text()));
        int listed = (int) cursor.getFolders()
                .stream()
                .filter(folder -> migrated && isListed(folder))
                .count();
        String problem = cursor.getUnavailable()
                ? "the mailbox is not available"
                : migration.flatMap(Migration::getProblem).orElse("");
        return new Progress(
                migration.map(one -> ids(one, cursor))
                        .orElse(new Ids(0, 0, cursor.getListed())),
                migrated, cursor.getFolders().size(), listed,
                problem);
    }

    private static boolean isListed(FolderCursor folder) {
        return folder.getListedAt().isAfter(Instant.EPOCH);
    }

    /** Follows the mailbox's cursor, from what it is now. */
    private final class Watch implements AutoCloseable {

        private final Tail<Cursor> tail = Tail.of(name, TopicCatalogue.CURSORS,
                system.topics());

        Cursor until(Predicate<Cursor> isWhatWasWaitedFor) {
            Deque<Cursor> heard = new ArrayDeque<>();
            system.topics()
                    .<Cursor>of(name, TopicCatalogue.CURSORS, row -> heard.add(row.value()));
            long deadline = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < deadline) {
                if (!heard.isEmpty()) {
                    // Only how it is now counts.
                    Cursor newest = heard.removeLast();
                    if (isWhatWasWaitedFor.test(newest)) {
                        return newest;
                    }
                    heard.clear();
                    deadline = System.nanoTime() + patience.toNanos();
                }
                tail.more()
                        .stream()
                        .filter(row -> row.key().equals(name.prefix()))
                        .forEach(row -> heard.add(row.value()));
            }
            throw ConsoleException.failed("The source has said nothing of " + name + " for "
                    + patience.toSeconds() + " s; does it run, with this mailbox in its"
                    + " configuration? Once it does, give the command again: it goes on");
        }

        @Override
        public void close() {
            tail.close();
        }
    }
}
