package io.syncline.console.web;

import io.javalin.http.Context;
import io.syncline.console.history.HistoryFollower.Progress;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.ReadModel;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import java.util.Locale;
import java.util.Optional;

/** The read model as requests find it, and what their addresses name of it. */
final class KnownHistories {

    private static final int NOT_NOW = 503;

    private final Optional<? extends ReadModel> model;

    /** @param model empty where none is kept */
    KnownHistories(Optional<? extends ReadModel> model) {
        this.model = model;
    }

    /** @throws Problem if there is none, or it is not open yet */
    HistoryStore store() {
        ReadModel kept = kept();
        return kept.store()
                .orElseThrow(() -> new Problem(NOT_NOW, "", kept.progress().problem().isEmpty()
                        ? "The histories are being opened. Load the page again in a moment."
                        : "The histories cannot be read now: " + kept.progress().problem()));
    }

    Progress progress() {
        return kept().progress();
    }

    /** How far they are, in words; empty if they are as new as the journal. */
    String stand() {
        Progress progress = progress();
        if (!progress.problem().isEmpty()) {
            return "The histories do not get on: " + progress.problem()
                    + " What is shown may be old.";
        }
        return progress.isCaughtUp()
                ? ""
                : "The histories are being brought up to date"
                        + (progress.behind() < 0
                                ? "."
                                : ": " + String.format(Locale.ROOT, "%,d", progress.behind())
                                        .replace(',', ' ') + " facts are still to be read.")
                        + " What is shown may be old.";
    }

    /** The contact that an address names. @throws Problem if there is none */
    Glance contact(Context context) {
        return store().glance(key(context))
                .orElseThrow(() -> Problem.notFound("No contact of this id is known here. It may"
                        + " have been typed wrong, or the histories are not that far yet."));
    }

    static RecordKey key(Context context) {
        return new RecordKey(context.pathParam("id"), context.pathParam("mailbox"),
                context.pathParam("item"));
    }

    static RecordKey key(Glance glance) {
        return new RecordKey(glance.tenant(), glance.mailbox(), glance.item());
    }

    static MailboxName mailbox(Context context) {
        return new MailboxName(context.pathParam("id"), context.pathParam("mailbox"));
    }

    private ReadModel kept() {
        return model.<ReadModel>map(kept -> kept)
                .orElseThrow(() -> new Problem(404, "", "No histories are kept here: the"
                        + " setting console.historyFolder is empty."));
    }
}
