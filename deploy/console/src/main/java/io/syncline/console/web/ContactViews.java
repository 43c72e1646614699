package io.syncline.console.web;

import io.syncline.console.history.FieldBack;
import io.syncline.console.history.Finding;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Sentences;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.view.ConflictsPage;
import io.syncline.console.web.view.ContactPage;
import io.syncline.console.web.view.ContactPage.Day;
import io.syncline.console.web.view.ContactPage.FieldLine;
import io.syncline.console.web.view.ContactPage.Followed;
import io.syncline.console.web.view.ContactPage.Line;
import io.syncline.console.web.view.ContactPage.Sign;
import io.syncline.console.web.view.ContactPage.Step;
import io.syncline.console.web.view.ContactsPage;
import io.syncline.console.web.view.RestorePage;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Contacts and their histories as pages show them. */
final class ContactViews {

    private static final DateTimeFormatter DAY = formatter("EEEE, d MMMM yyyy");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss");
    private static final String NOTHING = "(nothing)";

    private ContactViews() {}

    static ContactsPage.Row row(Glance glance) {
        return new ContactsPage.Row(KnownHistories.key(glance).text(), name(glance),
                mailbox(glance),
                Stream.of("emailAddresses", "mobilePhone", "businessPhones")
                        .map(field -> Readable.value(glance.value(field)))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")),
                glance.deleted());
    }

    /** As it is typed, and stands in addresses. */
    static String mailbox(Glance glance) {
        return new MailboxName(glance.tenant(), glance.mailbox()).toString();
    }

    static String name(Glance glance) {
        String name = Finding.nameOf(glance);
        return name.isEmpty() ? "(no name)" : name;
    }

    static ContactPage page(Glance glance, Timeline timeline, String stand) {
        List<FieldLine> fields = glance.fields()
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().value().isNothing())
                .map(entry -> new FieldLine(Readable.field(entry.getKey()),
                        Readable.value(entry.getValue().value()),
                        StandingViews.capital(Sentences.side(entry.getValue().origin().side(),
                                "")),
                        Times.moment(entry.getValue().origin().at()),
                        glance.parked().containsKey(entry.getKey())
                                ? "The mailbox refuses this value"
                                : glance.withheld().containsKey(entry.getKey())
                                        ? "Not written before it is released"
                                        : ""))
                .toList();
        return new ContactPage(KnownHistories.key(glance).text(), name(glance),
                mailbox(glance), glance.version(), glance.deleted(),
                signs(glance), fields, days(glance, timeline), stand);
    }

    static RestorePage.Row row(FieldBack field) {
        return new RestorePage.Row(Readable.field(field.field()), shown(field.now()),
                shown(field.then()));
    }

    static List<RestorePage.Row> rows(RestorePlan plan) {
        return plan.fields().stream().map(ContactViews::row).toList();
    }

    static Stream<ConflictsPage.Row> rows(HistoryStore.Found found) {
        Glance glance = found.glance();
        return found.turn()
                .happenings()
                .stream()
                .filter(Happening.Conflicted.class::isInstance)
                .map(Happening.Conflicted.class::cast)
                .map(conflict -> new ConflictsPage.Row(Times.moment(found.turn().at()),
                        KnownHistories.key(glance).text(), name(glance),
                        mailbox(glance), Sentences.of(conflict, Readable::inSentence),
                        conflict.field(), shown(conflict.kept()),
                        Sentences.side(conflict.keptOrigin().side(), ""),
                        shown(conflict.lost()),
                        Sentences.side(conflict.lostOrigin().side(), ""),
                        found.turn().offset(), !conflict.field().isEmpty()));
    }

    static String shown(Shown value) {
        return value.isNothing() ? NOTHING : Readable.value(value);
    }

    private static List<Sign> signs(Glance glance) {
        List<Sign> signs = new ArrayList<>();
        signs.add(glance.deleted() ? new Sign("Deleted", "failed") : new Sign("Lives", "passed"));
        if (glance.heldDelete().isPresent()) {
            signs.add(new Sign("A delete is held", "warned"));
        }
        if (glance.ambiguous()) {
            signs.add(new Sign("Could be several people", "warned"));
        }
        if (glance.due()) {
            signs.add(new Sign("Waits for the mailbox", "warned"));
        }
        if (glance.outstanding().isPresent()) {
            signs.add(new Sign("A command is under way", "running"));
        }
        if (!glance.parked().isEmpty()) {
            signs.add(new Sign("The mailbox refuses something", "failed"));
        }
        if (!glance.withheld().isEmpty()) {
            signs.add(new Sign("Something waits for a release", "warned"));
        }
        return signs;
    }

    private static List<Day> days(Glance glance, Timeline timeline) {
        Map<String, List<Line>> days = new LinkedHashMap<>();
        timeline.turns()
                .reversed()
                .forEach(turn -> days.computeIfAbsent(DAY.format(turn.at()),
                        day -> new ArrayList<>()).add(line(glance, turn)));
        return days.entrySet()
                .stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    private static Line line(Glance glance, Turn turn) {
        return new Line(CLOCK.format(turn.at()), turn.at().toString(),
                Sentences.of(turn.cause(), Readable::inSentence), latency(turn),
                turn.happenings()
                        .stream()
                        .map(happening -> followed(glance, turn, happening))
                        .toList());
    }

    private static Followed followed(Glance glance, Turn turn, Happening happening) {
        String text = Sentences.of(happening, Readable::inSentence);
        if (happening instanceof Happening.Changed changed) {
            boolean isNow = changed.version() == glance.version()
                    || changed.kind() == ChangeKind.DELETED;
            return new Followed(text, isNow ? 0 : changed.version(), steps(changed.fields()), "",
                    turn.offset());
        }
        if (happening instanceof Happening.TakenIn taken) {
            return new Followed(text, 0, steps(taken.fields()), "", turn.offset());
        }
        if (happening instanceof Happening.Conflicted conflict) {
            return new Followed(text, 0, List.of(
                    new Step("Kept", "", shown(conflict.kept()),
                            Sentences.side(conflict.keptOrigin().side(), "")),
                    new Step("Did not win", shown(conflict.lost()), "",
                            Sentences.side(conflict.lostOrigin().side(), ""))),
                    conflict.field(), turn.offset());
        }
        return new Followed(text, 0, List.of(), "", turn.offset());
    }

    private static List<Step> steps(List<Happening.FieldStep> fields) {
        return fields.stream()
                .map(step -> new Step(Readable.field(step.field()),
                        step.before().isNothing() ? "" : shown(step.before()), shown(step.after()),
                        Sentences.side(step.origin().side(), "") + ", rule "
                                + step.rule()))
                .toList();
    }

    private static String latency(Turn turn) {
        if (turn.cause() instanceof Cause.Answered answered) {
            return took(answered.decidedAt(), turn.at()) + " after it was decided on";
        }
        if (turn.cause() instanceof Cause.Read read) {
            return took(read.modifiedAt(), turn.at()) + " after it was made there";
        }
        return turn.cause() instanceof Cause.Edited edited
                ? took(edited.editedAt(), turn.at()) + " after it was made there"
                : "";
    }

    private static String took(Instant from, Instant to) {
        return Sentences.took(Duration.between(from, to));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
