package io.syncline.console.web;

import io.syncline.console.history.Mark;
import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.Verdict;
import io.syncline.console.web.view.StandingPage;
import io.syncline.console.web.view.StandingPage.Difference;
import io.syncline.console.web.view.StandingPage.Fact;
import io.syncline.console.web.view.StandingsPage;
import io.syncline.console.web.view.StandingsPage.Choice;
import io.syncline.console.web.view.StandingsPage.Row;
import io.syncline.schemas.registry.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows how mailboxes stand. */
final class StandingViews {

    static final int ROWS_MAX = 100;
    private static final List<Choice> CHOICES = Stream.of(Verdict.WAITS, Verdict.CATCHING_UP,
            Verdict.IN_SYNC, Verdict.OUT)
            .map(verdict -> new Choice(text(verdict), capital(verdict.words())))
            .toList();
    private static final String NOT_COUNTED = "Not counted here";

    private StandingViews() {}

    /**
     * What of the mailboxes is wanted.
     *
     * @param search a part of names or addresses; empty: all
     * @param stands as a choice names it; empty: any way
     * @param page from 1; one too high is the last
     */
    record Wanted(String search, String stands, int page) {

        boolean covers(MailboxStanding standing, Instant now) {
            String part = search.toLowerCase(Locale.ROOT);
            return (stands.isEmpty() || stands.equals(text(standing.verdict(now))))
                    && (standing.mailbox().toString().toLowerCase(Locale.ROOT).contains(part)
                            || standing.address().toLowerCase(Locale.ROOT).contains(part));
        }
    }

    static StandingsPage page(boolean reading, List<MailboxStanding> all, Wanted wanted,
            Instant now) {
        List<MailboxStanding> found = all.stream()
                .filter(standing -> wanted.covers(standing, now))
                .toList();
        int pages = Math.max(1, (found.size() + ROWS_MAX - 1) / ROWS_MAX);
        int page = Math.clamp(wanted.page(), 1, pages);
        return new StandingsPage(reading, found.stream()
                .skip((page - 1L) * ROWS_MAX)
                .limit(ROWS_MAX)
                .map(standing -> row(standing, now))
                .toList(), found.size(), all.size(), wanted.search(), wanted.stands(), CHOICES,
                page, pages);
    }

    /** @param reasons why mailboxes are unavailable, by the fact that told */
    static StandingPage page(MailboxStanding standing, Map<String, String> reasons, Instant now) {
        Optional<Proof> proof = standing.proof();
        List<Difference> differences = proof.filter(last -> !standing.isFirstListing())
                .map(last -> last.getDifferences()
                        .stream()
                        .map(one -> new Difference(one.getExternalId(), why(one.getWhy())))
                        .toList())
                .orElse(List.of());
        int more = standing.isFirstListing()
                ? 0
                : proof.map(Proof::getDiffering).orElse(0) - differences.size();
        return new StandingPage(row(standing, now), facts(standing, reasons), differences, more,
                standing.isFirstListing());
    }

    static Row row(MailboxStanding standing, Instant now) {
        Verdict verdict = standing.verdict(now);
        return new Row(standing.mailbox().toString(), standing.address(), style(verdict),
                capital(verdict.words()), why(standing, verdict, now),
                provider(standing.provider()),
                standing.listedAt().map(at -> Times.moment(at).text()).orElse("Never"),
                proof(standing));
    }

    static String style(Verdict verdict) {
        return switch (verdict) {
            case IN_SYNC -> "passed";
            case CATCHING_UP -> "running";
            case WAITS -> "failed";
            case OUT -> "waiting";
        };
    }

    private static String why(MailboxStanding standing, Verdict verdict, Instant now) {
        if (verdict == Verdict.OUT) {
            return capital(standing.participation().words());
        }
        List<String> why = new ArrayList<>(standing.waitsFor());
        why.addAll(standing.underWay(now));
        return why.isEmpty() ? "" : capital(String.join(", ", why));
    }

    private static String proof(MailboxStanding standing) {
        if (standing.proof().isEmpty()) {
            return standing.listedAt().isPresent() ? "Not compared yet" : "None yet";
        }
        Proof proof = standing.proof().get();
        if (standing.isFirstListing()) {
            return Operating.counted(proof.getListed(), "contact", "contacts")
                    + " told for the first time";
        }
        if (proof.getListed() == 0 && proof.getDiffering() == 0) {
            return "No contacts";
        }
        return proof.getEqual() + " of " + proof.getListed() + " equal"
                + (proof.getDiffering() == 0 ? "" : ", " + proof.getDiffering() + " differed");
    }

    private static List<Fact> facts(MailboxStanding standing, Map<String, String> reasons) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("State", capital(standing.participation().words()), ""));
        standing.unavailable()
                .ifPresent(closed -> facts.add(new Fact("Unavailable since", Times
                        .moment(closed.since())
                        .text() + ": "
                        + reasons.getOrDefault(closed.factId(),
                                "why was not found in the journal"),
                        "")));
        standing.changing()
                .ifPresent(to -> facts.add(new Fact("Changes to", provider(to)
                        + standing.problem().map(problem -> ". " + problem).orElse(""), "")));
        facts.add(new Fact("Last full listing", standing.proof()
                .map(proof -> Times.moment(proof.getStartedAt()).text() + " to "
                        + Times.moment(proof.getEndedAt()).text())
                .orElseGet(() -> standing.listedAt()
                        .map(at -> Times.moment(at).text())
                        .orElse("Never")),
                ""));
        facts.add(new Fact("What it showed", proof(standing), ""));
        facts.add(new Fact("Held deletes", standing.held() + "",
                standing.held() > 0 ? "/held-deletes" : ""));
        facts.add(new Fact("Ambiguous contacts", standing.ambiguous() + "",
                standing.ambiguous() > 0 ? "/matches" : ""));
        facts.add(new Fact("Writes under way", standing.outstanding()
                + standing.outstandingSince()
                        .map(since -> ", the oldest since " + Times.moment(since).text())
                        .orElse(""),
                ""));
        facts.add(new Fact("Facts not folded yet", standing.behindSince()
                .map(since -> "The oldest since " + Times.moment(since).text()
                        + "; another mailbox of its partition may have told it")
                .orElse("None"), ""));
        String contacts = "/standing/" + standing.mailbox();
        facts.add(further("Contacts with refused values", standing.further().map(Further::parked),
                contacts + "/" + Mark.PARKED.text()));
        facts.add(further("Contacts with values that wait for a release",
                standing.further().map(Further::withheld),
                contacts + "/" + Mark.WITHHELD.text()));
        facts.add(further("Contacts that wait for the mailbox",
                standing.further().map(Further::due), contacts + "/" + Mark.DUE.text()));
        facts.add(further("Conflicts in 30 days", standing.further().map(Further::conflicts),
                "/conflicts"));
        standing.further()
                .ifPresent(kept -> facts.add(new Fact("Contacts", "All, by what is true of them",
                        contacts)));
        return facts;
    }

    /** @param href of those that are counted */
    private static Fact further(String name, Optional<Long> count, String href) {
        return new Fact(name, count.map(String::valueOf).orElse(NOT_COUNTED),
                count.orElse(0L) > 0 ? href : "");
    }

    private static String why(String code) {
        return switch (code) {
            case "unknown" -> "It was never told before";
            case "changed" -> "It had another version than the one told last";
            case "missing" -> "It was known, and not listed any more";
            default -> code;
        };
    }

    private static String provider(String name) {
        return switch (name) {
            case "graph" -> "Microsoft Graph";
            case "ews" -> "Exchange Web Services";
            case "" -> "Not known";
            default -> name;
        };
    }

    private static String text(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String capital(String words) {
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
