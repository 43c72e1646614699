package io.syncline.console;

import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.MailboxStanding.Closed;
import io.syncline.console.proof.Verdict;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.Proof;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How mailboxes stand, as a table for people or as JSON for scripts. */
final class StatusLines {

    private static final String NONE = "-";
    private static final int DIFFERENCES_SHOWN = 5;

    private StatusLines() {}

    /** @param reasons why mailboxes are unavailable, by the fact that told */
    static List<String> of(List<MailboxStanding> standings, Map<String, String> reasons,
            Instant now) {
        if (standings.isEmpty()) {
            return List.of("No mailbox is known. Begin with: deploy/syncline mailboxes add --help");
        }
        Table table = new Table("MAILBOX", "STANDS", "THROUGH", "LISTED IN FULL", "EQUAL",
                "DIFFERED", "HELD", "AMBIGUOUS", "WRITES", "WHY");
        standings.forEach(standing -> table.row(standing.mailbox().toString(),
                standing.verdict(now).words(), shown(standing.provider()),
                standing.listedAt().map(StatusLines::second).orElse("never"),
                standing.proof().map(Proof::getEqual).map(String::valueOf).orElse(NONE),
                standing.proof().map(Proof::getDiffering).map(String::valueOf).orElse(NONE),
                String.valueOf(standing.held()), String.valueOf(standing.ambiguous()),
                String.valueOf(standing.outstanding()), why(standing, reasons, now)));
        List<String> lines = new ArrayList<>(table.lines());
        standings.forEach(standing -> lines.addAll(differences(standing)));
        lines.add(counts(standings, now));
        lines.add(standings.stream().allMatch(standing -> standing.further().isPresent())
                ? further(standings)
                : "Values that mailboxes refuse or that wait for a release, contacts that wait and"
                        + " conflicts are not counted (--quick).");
        return lines;
    }

    private static String further(List<MailboxStanding> standings) {
        Further all = standings.stream()
                .flatMap(standing -> standing.further().stream())
                .reduce(Further.NONE, Further::and);
        return all.parked() + " contacts have refused values, " + all.withheld()
                + " have values that wait for a release, " + all.due()
                + " wait until their mailbox is ready, " + all.conflicts()
                + " values lost in 30 days.";
    }

    static String json(List<MailboxStanding> standings, Map<String, String> reasons,
            Instant now) {
        return Json.ofAll(standings.stream().map(one -> values(one, reasons, now)).toList());
    }

    private static String why(MailboxStanding standing, Map<String, String> reasons,
            Instant now) {
        if (standing.verdict(now) == Verdict.OUT) {
            return standing.participation().words();
        }
        List<String> why = new ArrayList<>(standing.waitsFor());
        why.addAll(standing.underWay(now));
        standing.unavailable()
                .ifPresent(closed -> why.add("since " + second(closed.since()) + ": "
                        + reasons.getOrDefault(closed.factId(),
                                "why was not found in the journal")));
        standing.problem().ifPresent(why::add);
        if (standing.isFirstListing()) {
            why.add("the first listing has told all of them, and compared none");
        }
        return why.isEmpty() ? NONE : String.join("; ", why);
    }

    /** Which differed, where that is no first listing, of which every contact is told. */
    private static List<String> differences(MailboxStanding standing) {
        Optional<Proof> proof = standing.proof()
                .filter(last -> !standing.isFirstListing() && last.getDiffering() > 0);
        return proof.map(last -> {
            List<String> lines = new ArrayList<>(List.of(standing.mailbox() + ": "
                    + last.getDiffering()
                    + " differed at the last full listing, and were told then:"));
            last.getDifferences()
                    .stream()
                    .limit(DIFFERENCES_SHOWN)
                    .forEach(difference -> lines.add("  " + difference.getWhy() + "  "
                            + difference.getExternalId()));
            int more = last.getDiffering()
                    - Math.min(DIFFERENCES_SHOWN, last.getDifferences().size());
            if (more > 0) {
                lines.add("  and " + more + " more");
            }
            return lines;
        }).orElse(List.of());
    }

    private static String counts(List<MailboxStanding> standings, Instant now) {
        return Arrays.stream(Verdict.values())
                .map(verdict -> Map.entry(verdict.words(), standings.stream()
                        .filter(standing -> standing.verdict(now) == verdict)
                        .count()))
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ", standings.size() == 1
                        ? "1 mailbox: "
                        : standings.size() + " mailboxes: ", "."));
    }

    private static Map<String, Object> values(MailboxStanding standing,
            Map<String, String> reasons, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", standing.mailbox().toString());
        values.put("stands", standing.verdict(now).name());
        values.put("participation", standing.participation().name());
        values.put("provider", standing.provider());
        standing.listedAt().ifPresent(at -> values.put("listedAt", at.toString()));
        standing.proof().ifPresent(proof -> values.put("proof", of(proof)));
        standing.unavailable().ifPresent(closed -> values.put("unavailable", of(closed, reasons)));
        standing.changing().ifPresent(to -> values.put("changingTo", to));
        standing.problem().ifPresent(problem -> values.put("changeProblem", problem));
        values.put("heldDeletes", standing.held());
        values.put("ambiguous", standing.ambiguous());
        values.put("outstanding", standing.outstanding());
        standing.outstandingSince()
                .ifPresent(since -> values.put("outstandingSince", since.toString()));
        standing.behindSince().ifPresent(since -> values.put("behindSince", since.toString()));
        standing.further().ifPresent(further -> values.put("further", of(further)));
        values.put("waitsFor", standing.waitsFor());
        values.put("underWay", standing.underWay(now));
        return values;
    }

    private static Map<String, Object> of(Proof proof) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("startedAt", proof.getStartedAt().toString());
        values.put("endedAt", proof.getEndedAt().toString());
        values.put("listed", proof.getListed());
        values.put("equal", proof.getEqual());
        values.put("differing", proof.getDiffering());
        values.put("differences", proof.getDifferences()
                .stream()
                .map(StatusLines::of)
                .toList());
        return values;
    }

    private static Map<String, Object> of(Difference difference) {
        return Map.of("externalId", difference.getExternalId(), "why", difference.getWhy());
    }

    private static Map<String, Object> of(Closed closed, Map<String, String> reasons) {
        return Map.of("since", closed.since().toString(), "reason",
                reasons.getOrDefault(closed.factId(), ""));
    }

    private static Map<String, Object> of(Further further) {
        return Map.of("parked", further.parked(), "withheld", further.withheld(), "due",
                further.due(), "conflicts",
                further.conflicts());
    }

    private static String shown(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
