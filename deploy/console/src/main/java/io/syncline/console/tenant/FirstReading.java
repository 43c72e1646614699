package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Reads a mailbox as its source will when it begins: every followed folder from the start, and of each
 * contact only what may leave the mailbox. Writes nothing and keeps no position.
 */
final class FirstReading {

    private static final int PAGE_SIZE = 100;
    /** Of one folder: a million contacts. */
    private static final int PAGES_MAX = 10_000;
    private static final int BEGINNINGS_MAX = 3;
    private static final int WAITS_MAX = 10;
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration WAIT_WHERE_NOT_TOLD = Duration.ofSeconds(2);

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final IntConsumer watcher;
    private final Consumer<Duration> pause;
    private int waits;

    /**
     * @param watcher is told after each page how many contacts were read so far
     * @param pause waits
     */
    FirstReading(MailboxProvider provider, MailboxRef mailbox, IntConsumer watcher,
            Consumer<Duration> pause) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.watcher = watcher;
        this.pause = pause;
    }

    /** @throws ConsoleException saying why the mailbox cannot be read */
    List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        for (String folder : asked(() -> provider.folders(mailbox))) {
            marked(folder, contacts(folder, all.size())).stream()
                    .map(mailbox.tracking()::shown)
                    .forEach(all::add);
        }
        return all;
    }

    private List<Reading> contacts(String folder, int before) {
        for (int beginning = 0; beginning < BEGINNINGS_MAX; beginning++) {
            Optional<List<Reading>> all = fromTheStart(folder, before);
            if (all.isPresent()) {
                return all.get();
            }
        }
        throw ConsoleException.failed(name() + " cannot be read to its end: the service forgets"
                + " again and again how far it was read; try again later");
    }

    /** Nothing where the service forgets how far it was read. */
    private Optional<List<Reading>> fromTheStart(String folder, int before) {
        Map<String, Reading> contacts = new LinkedHashMap<>();
        String position = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            String from = position;
            if (!(asked(() -> provider.changes(mailbox, folder, from,
                    PAGE_SIZE)) instanceof Changes.Page read)) {
                return Optional.empty();
            }
            read.items().forEach(item -> contacts.put(item.getExternalId(), item));
            read.removedIds().forEach(contacts::remove);
            watcher.accept(before + contacts.size());
            if (read.complete()) {
                return Optional.of(List.copyOf(contacts.values()));
            }
            position = read.position();
        }
        throw ConsoleException.failed("A contact folder of " + name() + " has no end after "
                + PAGES_MAX + " pages of " + PAGE_SIZE);
    }

    /** With what says which of them are private, which must be known before anything of them leaves. */
    private List<Reading> marked(String folder, List<Reading> contacts) {
        if (mailbox.tracking().privateContacts()
                || contacts.stream().allMatch(FirstReading::isMarked)) {
            return contacts;
        }
        Set<String> privateIds = asked(() -> provider.privateIds(mailbox, folder));
        return contacts.stream()
                .map(contact -> isMarked(contact)
                        ? contact
                        : marked(contact, privateIds.contains(contact.getExternalId())))
                .toList();
    }

    private static boolean isMarked(Reading contact) {
        return contact.getFields().contains(Tracking.SENSITIVITY);
    }

    private static Reading marked(Reading contact, boolean isPrivate) {
        List<String> fields = new ArrayList<>(contact.getFields());
        fields.add(Tracking.SENSITIVITY);
        return Reading.newBuilder(contact)
                .setFields(fields)
                .setContact(Contact.newBuilder(contact.getContact())
                        .setSensitivity(isPrivate ? Tracking.PRIVATE : null)
                        .build())
                .build();
    }

    /** Waits where the service asks for it. */
    private <T> T asked(Supplier<Answer<T>> question) {
        while (true) {
            switch (question.get()) {
                case Answer.Of<T>(T value) -> {
                    return value;
                }
                case Answer.Failed<T>(Failure.Throttled throttled) when mayWait(
                        throttled.retryAfter()) ->
                    await(throttled.retryAfter());
                case Answer.Failed<T>(Failure.Unreachable away) when mayWait(
                        away.retryAfter()) ->
                    await(away.retryAfter());
                case Answer.Failed<T>(Failure failure) -> throw told(failure);
            }
        }
    }

    private boolean mayWait(Duration wanted) {
        return waits < WAITS_MAX && wanted.compareTo(WAIT_MAX) <= 0;
    }

    private void await(Duration wanted) {
        waits++;
        pause.accept(wanted.isZero() ? WAIT_WHERE_NOT_TOLD : wanted);
    }

    private ConsoleException told(Failure failure) {
        return ConsoleException.failed(switch (failure) {
            case Failure.Throttled throttled -> "The service has too many requests to read "
                    + name() + " now (" + throttled.reason() + "); try again in "
                    + Math.max(1, throttled.retryAfter().toMinutes()) + " min";
            case Failure.Unreachable away -> "The service of " + name() + " does not answer: "
                    + away.reason() + "; try again later";
            case Failure.Unavailable closed -> name() + " (" + mailbox.address()
                    + ") is closed to Syncline: " + closed.reason()
                    + "; is the address right, does the mailbox still exist, and may we read it?"
                    + " To look at the access: deploy/syncline tenants verify "
                    + mailbox.tenant();
            case Failure.Rejected rejected -> "The service refuses to list the contacts of "
                    + name() + ": " + rejected.reason();
        });
    }

    private String name() {
        return mailbox.tenant() + "/" + mailbox.mailbox();
    }
}
