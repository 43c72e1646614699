package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.registry.Rehearsal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes one step with a mailbox that changes its provider (rule R21). The cursor holds all there is to
 * know, so that whoever comes after a crash goes on with the next step.
 *
 * <pre>
 * the cursor                              a step
 * knows of no change to this provider     tells what the provider can hold
 * is on its way to the other one          the same, and turns round: the translated ids are those
 *                                         to translate, and the other way round
 * came from this provider, and has not    the same; what had no translation is known by its id again
 *   listed every folder since
 * has ids that are not translated         translates the next of them, and tells those that could be;
 *                                         one that could not may have moved: then its present id is
 * has none                                tells that the mailbox has migrated, and begins anew
 * </pre>
 *
 * Nothing else is read on the way. What has no translation is new to the next listing: it is looked at for
 * our stamp, and merge finds it by that or by its content; what is not found so, {@link Untranslated}
 * looks for. A folder's items stay known under its
 * former id, so that the next round looks at each where the folder has another one now.
 */
final class Migrating {

    /** Ids that are translated, and told, in one step. */
    static final int IDS_MAX = 500;

    private final MailboxRef mailbox;
    private final MailboxProvider next;
    private final Translating translating;

    /**
     * @param next the provider to which the mailbox changes
     * @param former the other one, where it still has settings; it may be the one that can translate
     */
    Migrating(MailboxRef mailbox, MailboxProvider next, Optional<MailboxProvider> former) {
        this.mailbox = mailbox;
        this.next = next;
        this.translating = new Translating(mailbox, next, former);
    }

    /** Whether the cursor is not, or not wholly, one of this provider. */
    static boolean isDue(Cursor cursor, String provider) {
        return !cursor.getProvider().equals(provider)
                || cursor.getMigration().filter(begun -> !begun.getComplete()).isPresent();
    }

    Step step(Cursor cursor) {
        Optional<Migration> begun = cursor.getMigration().filter(known -> !known.getComplete());
        Observations facts = new Observations(mailbox, next.name(), cursor.getSequence());
        if (begun.isEmpty()) {
            return begin(cursor, facts);
        }
        if (!begun.get().getProvider().equals(next.name())) {
            return begin(turnedRound(cursor, begun.get()), facts);
        }
        return Stream.iterate(0, i -> i < cursor.getFolders().size(), i -> i + 1)
                .filter(i -> !cursor.getFolders().get(i).getKnownIds().isEmpty())
                .findFirst()
                .map(folder -> translate(cursor, begun.get(), folder, facts))
                .orElseGet(() -> migrated(cursor, begun.get(), facts));
    }

    /** Counts what would be translated; tells nothing, and takes one step whatever comes of it. */
    Step rehearse(Cursor cursor, Rehearsal asked, int nextFolder) {
        List<String> ids = cursor.getFolders()
                .stream()
                .flatMap(folder -> held(folder).ids().stream())
                .toList();
        Migration.Builder found = Migration.newBuilder()
                .setProvider(next.name())
                .setRehearsal(asked.getId());
        folderOfOneProvider().ifPresentOrElse(found::setProblem,
                () -> count(ids, cursor.getProvider(), found));
        return Step.without(mailbox,
                Cursor.newBuilder(cursor).setRehearsal(found.build()).build(), nextFolder,
                new Step.Pause.None());
    }

    private void count(List<String> ids, String from, Migration.Builder found) {
        int translated = 0;
        for (int at = 0; at < ids.size(); at += IDS_MAX) {
            List<String> some = ids.subList(at, Math.min(ids.size(), at + IDS_MAX));
            switch (translating.of(from, some)) {
                case Answer.Of<Map<String, String>>(Map<String, String> known) ->
                    translated += (int) some.stream().filter(known::containsKey).count();
                case Answer.Failed<Map<String, String>>(Failure failure) -> {
                    found.setProblem(failure.reason());
                    return;
                }
            }
        }
        found.setTranslated(translated)
                .setUntranslated(ids.size() - translated)
                .setComplete(true);
    }

    private Step begin(Cursor cursor, Observations facts) {
        Migration.Builder begun = Migration.newBuilder().setProvider(next.name());
        Optional<String> problem = folderOfOneProvider();
        if (problem.isPresent()) {
            // Not begun: once the setting is changed, the next step begins.
            cursor.getMigration()
                    .ifPresent(before -> begun.setFormerProvider(before.getFormerProvider())
                            .setFormerIds(before.getFormerIds())
                            .setFormerVersions(before.getFormerVersions()));
            return Step.without(mailbox, Cursor.newBuilder(cursor)
                    .setMigration(begun.setProblem(problem.get()).setComplete(true).build())
                    .build(), 0, new Step.Pause.Failed());
        }
        facts.capabilities(next);
        return step(withReturned(cursor), begun.setFormerProvider(cursor.getProvider()).build(),
                facts);
    }

    /**
     * There are two providers: what had no translation when the mailbox left this one is linked under its
     * own id still. Whether it is there is seen by the next listing.
     */
    private Cursor withReturned(Cursor cursor) {
        Optional<Migration> before = cursor.getMigration()
                .filter(last -> last.getFormerProvider().equals(next.name()))
                .filter(last -> !last.getFormerIds().isEmpty());
        if (before.isEmpty() || cursor.getFolders().isEmpty()) {
            return cursor;
        }
        FolderCursor first = cursor.getFolders().getFirst();
        Known translated = translated(first);
        translated.keepAll(former(before.get()));
        return Folders.with(cursor, 0, FolderCursor.newBuilder(first)
                .setTranslatedIds(translated.ids())
                .setTranslatedVersions(translated.texts())
                .build());
    }

    /** There are two providers: what was translated already is what has to be translated back. */
    private static Cursor turnedRound(Cursor cursor, Migration begun) {
        return Cursor.newBuilder(cursor)
                .setProvider(begun.getProvider())
                .setFolders(cursor.getFolders()
                        .stream()
                        .map(folder -> FolderCursor.newBuilder(folder)
                                .setKnownIds(folder.getTranslatedIds())
                                .setKnownVersions(folder.getTranslatedVersions())
                                .setTranslatedIds(folder.getKnownIds())
                                .setTranslatedVersions(folder.getKnownVersions())
                                .build())
                        .toList())
                .build();
    }

    /** What a folder knows, but for the ids that items have left, as was told. */
    private static Known held(FolderCursor folder) {
        Known known = new Known(folder);
        known.ids(Mark::hasLeft).forEach(known::forget);
        return known;
    }

    private static Known translated(FolderCursor folder) {
        return new Known(folder.getTranslatedIds(), folder.getTranslatedVersions());
    }

    private static Known former(Migration migration) {
        return new Known(migration.getFormerIds(), migration.getFormerVersions());
    }

    private Step translate(Cursor cursor, Migration begun, int index, Observations facts) {
        FolderCursor folder = cursor.getFolders().get(index);
        Known rest = held(folder);
        List<String> ids = rest.ids().stream().limit(IDS_MAX).toList();
        return switch (translating.of(cursor, rest, ids)) {
            case Answer.Of<Map<String, String>>(Map<String, String> found) -> {
                Known translated = translated(folder);
                Known former = former(begun);
                for (String id : ids) {
                    Mark mark = rest.mark(id).ofAnyProvider();
                    rest.forget(id);
                    String now = found.get(id);
                    if (now == null) {
                        former.keep(id, mark.missed());
                    } else {
                        facts.translated(cursor.getProvider(), id, now);
                        translated.keep(now, mark);
                    }
                }
                yield step(Folders.with(cursor, index,
                        FolderCursor.newBuilder(Folders.knowing(folder, rest))
                                .setTranslatedIds(translated.ids())
                                .setTranslatedVersions(translated.texts())
                                .build()),
                        counted(begun, ids, found, former), facts);
            }
            case Answer.Failed<Map<String, String>>(Failure failure) -> Step.without(mailbox,
                    Cursor.newBuilder(cursor)
                            .setMigration(Migration.newBuilder(begun)
                                    .setProblem(failure.reason())
                                    .build())
                            .build(),
                    0, Step.Pause.after(failure));
        };
    }

    private static Migration counted(Migration begun, List<String> asked,
            Map<String, String> found, Known former) {
        int translated = (int) asked.stream().filter(found::containsKey).count();
        return Migration.newBuilder(begun)
                .setTranslated(begun.getTranslated() + translated)
                .setUntranslated(begun.getUntranslated() + asked.size() - translated)
                .setFormerIds(former.ids())
                .setFormerVersions(former.texts())
                .setProblem(null)
                .build();
    }

    /** Where every folder was listed once, it stays so: only then are newcomers looked at. */
    private Step migrated(Cursor cursor, Migration begun, Observations facts) {
        facts.migrated();
        Cursor anew = Cursor.newBuilder(cursor)
                .setProvider(next.name())
                .setUnavailable(false)
                .setFolders(cursor.getFolders()
                        .stream()
                        .map(folder -> FolderCursor.newBuilder()
                                .setFolderId(folder.getFolderId())
                                .setKnownIds(folder.getTranslatedIds())
                                .setKnownVersions(folder.getTranslatedVersions())
                                .build())
                        .toList())
                .build();
        return step(anew, Migration.newBuilder(begun).setComplete(true).build(), facts);
    }

    private Step step(Cursor cursor, Migration migration, Observations facts) {
        return new Step(mailbox, facts.facts(), List.of(), Cursor.newBuilder(cursor)
                .setMigration(migration)
                .setSequence(facts.sequence())
                .build(), 0, new Step.Pause.None(), Step.Listing.NONE, ListedPage.NONE);
    }

    /** A folder in the settings has another id behind another provider. */
    private Optional<String> folderOfOneProvider() {
        return mailbox.foldersOfOneProvider()
                .stream()
                .findFirst()
                .map(folder -> "The setting tenants.mailboxes.folders names the folder " + folder
                        + " by an id that only one provider knows");
    }
}
