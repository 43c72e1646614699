package io.syncline.port.verify;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One marked contact that is made in the test mailbox, changed and deleted, to see that all of it can
 * be done. Its stamp belongs to no tenant, so that no sync ever takes it for an item of its own.
 */
final class TestContact {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    private static final int PAGE_SIZE = 100;
    private static final int PAGES_MAX = 10_000;
    private static final int LOST_MAX = 3;
    private static final String NAME = "Syncline connection test (may be deleted)";

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final AccessChecks checks;
    private final String stamp = "syncline-verification/" + UUID.randomUUID();
    private Optional<Reading> made = Optional.empty();
    private boolean mayBeMade;
    private String folder = MailboxRef.DEFAULT_FOLDER;
    private String position = "";

    TestContact(MailboxProvider provider, MailboxRef mailbox, AccessChecks checks) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.checks = checks;
    }

    /** Reads the folders, and the first one up to now, so that only the test contact is new. */
    Finding folders() {
        return finding(provider.folders(mailbox), folders -> {
            folder = folders.contains(MailboxRef.DEFAULT_FOLDER)
                    ? MailboxRef.DEFAULT_FOLDER
                    : folders.getFirst();
            return finding(newest(), known -> Finding.passed((folders.size() == 1
                    ? "1 contact folder"
                    : folders.size() + " contact folders") + "; the first holds " + known.size()
                    + (known.size() == 1 ? " contact" : " contacts")));
        });
    }

    Finding create() {
        Contact contact = Contact.newBuilder().setDisplayName(NAME).build();
        Answer<Written> answer = provider.create(mailbox,
                new Patch("", "", List.of("displayName"), contact, stamp, id()));
        mayBeMade = answer instanceof Answer.Failed<Written>(Failure.Unreachable lost);
        Finding finding = written(answer, "created");
        return mayBeMade ? withWayOut(finding) : finding;
    }

    /** Waits until the folder's changes tell of it: a service may take a moment. */
    Finding seen() {
        String id = reading().getExternalId();
        long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            switch (newest()) {
                case Answer.Of<List<Reading>>(List<Reading> seen) -> {
                    if (seen.stream().anyMatch(one -> one.getExternalId().equals(id))) {
                        return Finding.passed("The folder's changes tell of it");
                    }
                }
                case Answer.Failed<List<Reading>>(Failure failure) -> {
                    return checks.explained(failure);
                }
            }
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
        return Finding.failed("It was created, and after " + SEEN_WITHIN.toSeconds()
                + " s the folder's changes do not tell of it",
                "The service is late; verify again in some minutes");
    }

    Finding patch() {
        return written(onceMore(before -> provider.patch(mailbox,
                new Patch(before.getExternalId(), before.getVersion().orElse(""),
                        List.of("jobTitle"), Contact.newBuilder(before.getContact())
                                .setJobTitle("Connection test")
                                .build(),
                        stamp, id()))),
                "changed");
    }

    Finding delete() {
        Finding finding = finding(onceMore(before -> provider.delete(mailbox,
                before.getExternalId(), before.getVersion().orElse(""))),
                written -> written instanceof Written.Landed
                        ? Finding.passed("It was deleted")
                        : changedMeanwhile());
        return finding.outcome() == Finding.Outcome.FAILED ? withWayOut(finding) : finding;
    }

    Finding gone() {
        return finding(provider.read(mailbox, reading().getExternalId()), sighting -> {
            if (sighting instanceof Sighting.Gone) {
                made = Optional.empty();
                return Finding.passed("Nothing of it is left in the contact folders");
            }
            return Finding.failed("It was deleted, and is still there",
                    "Verify again; if it stays, delete '" + NAME + "' by hand");
        });
    }

    /**
     * Whatever failed in between, nobody finds a strange contact in the mailbox: not even one that was
     * made without our hearing of it.
     */
    void takeAway() {
        made.ifPresent(left -> {
            if (provider.read(mailbox,
                    left.getExternalId()) instanceof Answer.Of<Sighting>(Sighting.There there)) {
                remove(there.reading());
            }
        });
        if (mayBeMade && provider.findStamped(mailbox,
                stamp) instanceof Answer.Of<List<Stamped>>(List<Stamped> found)) {
            found.stream()
                    .filter(one -> !one.deleted())
                    .forEach(one -> remove(one.reading()));
        }
    }

    private void remove(Reading left) {
        provider.delete(mailbox, left.getExternalId(), left.getVersion().orElse(""));
    }

    /** A service may touch a new item once more by itself: then it is written as it is by now. */
    private Answer<Written> onceMore(Function<Reading, Answer<Written>> write) {
        Answer<Written> answer = write.apply(reading());
        return answer instanceof Answer.Of<Written>(Written.Stale(Sighting.There(Reading now)))
                ? write.apply(now)
                : answer;
    }

    private static Finding withWayOut(Finding failed) {
        return new Finding(failed.outcome(), failed.evidence(), failed.remedy()
                + ". If '" + NAME + "' is still in the mailbox then, delete it by hand");
    }

    private Finding written(Answer<Written> answer, String what) {
        return finding(answer, written -> {
            if (written instanceof Written.Landed landed
                    && landed.now() instanceof Sighting.There there) {
                made = Optional.of(there.reading());
                return Finding.passed("It was " + what);
            }
            return changedMeanwhile();
        });
    }

    private static Finding changedMeanwhile() {
        return Finding.failed("Somebody else changed the test contact meanwhile",
                "Verify again, with a test mailbox that no other program tidies up");
    }

    /** What the folder's changes tell since they were last asked for. */
    private Answer<List<Reading>> newest() {
        List<Reading> seen = new ArrayList<>();
        int lost = 0;
        for (int page = 0; page < PAGES_MAX; page++) {
            switch (provider.changes(mailbox, folder, position, PAGE_SIZE)) {
                case Answer.Of<Changes>(Changes.Page next) -> {
                    seen.addAll(next.items());
                    position = next.position();
                    if (next.complete()) {
                        return Answer.of(seen);
                    }
                }
                case Answer.Of<Changes>(Changes.PositionLost gone) -> {
                    position = "";
                    if (++lost > LOST_MAX) {
                        return Answer.failed(new Failure.Unreachable(Duration.ZERO,
                                "The folder's changes are lost again and again: "
                                        + gone.reason()));
                    }
                }
                case Answer.Failed<Changes>(Failure failure) -> {
                    return Answer.failed(failure);
                }
            }
        }
        return Answer.failed(new Failure.Unreachable(Duration.ZERO,
                "The folder's changes have no end after " + PAGES_MAX + " pages"));
    }

    private <T> Finding finding(Answer<T> answer, Function<T, Finding> judge) {
        return switch (answer) {
            case Answer.Of<T>(T value) -> judge.apply(value);
            case Answer.Failed<T>(Failure failure) -> checks.explained(failure);
        };
    }

    private Reading reading() {
        return made.orElseThrow(() -> new IllegalStateException("There is no test contact"));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
