package io.syncline.local.bench;

import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.local.demo.Outlook;
import io.syncline.local.demo.People;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Fills the mailboxes of a simulated tenant. */
final class Typing {

    private static final int AT_ONCE = 4;
    private static final int TOLD_EVERY = 100;
    private static final int TOLD_TIMES = 10;

    private final Outlook outlook;
    private final Consumer<String> progress;

    Typing(Outlook outlook, Consumer<String> progress) {
        this.outlook = outlook;
        this.progress = progress;
    }

    /** Types so many people into each mailbox. */
    void fill(List<String> mailboxes, int contactsEach) {
        progress.accept("Typing %,d contacts into %,d mailboxes".formatted(
                (long) mailboxes.size() * contactsEach, mailboxes.size()));
        try (ExecutorService typists = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < mailboxes.size(); i++) {
                String address = Stage.address(mailboxes.get(i));
                People people = new People(i);
                all.add(typists.submit(() -> IntStream.range(0, contactsEach)
                        .forEach(number -> outlook.create(address, people.next()))));
            }
            int toldEvery = Math.max(TOLD_EVERY, all.size() / TOLD_TIMES);
            for (int i = 0; i < all.size(); i++) {
                BenchException.await(all.get(i), "A mailbox could not be filled");
                if ((i + 1) % toldEvery == 0) {
                    progress.accept("%,d of %,d mailboxes are filled".formatted(i + 1,
                            all.size()));
                }
            }
        }
    }
}
