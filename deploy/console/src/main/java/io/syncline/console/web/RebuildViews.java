package io.syncline.console.web;

import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.rebuild.Figures;
import io.syncline.console.rebuild.Standing;
import io.syncline.console.web.view.RebuildActPage;
import io.syncline.console.web.view.RebuildActPage.Waiting;
import io.syncline.console.web.view.RebuildsPage;
import io.syncline.console.web.view.RebuildsPage.Row;
import io.syncline.schemas.ops.Comparison;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import java.util.List;

/** Generations as people read them. */
final class RebuildViews {

    /** How many mailboxes are listed where more may wait. */
    static final int WAITING_MAX = 20;

    private RebuildViews() {}

    static RebuildsPage page(List<Standing> standings, RebuildActs acts) {
        List<Row> rows = standings.stream()
                .filter(one -> one.generation().getState() != GenerationState.ABANDONED)
                .map(RebuildViews::row)
                .toList();
        boolean isLive = acts.doing().isPresent() || standings.stream()
                .map(one -> one.generation().getState())
                .anyMatch(state -> state == GenerationState.FOLDING
                        || state == GenerationState.PROMOTING);
        return new RebuildsPage(rows, acts.doing().orElse(""),
                acts.last().map(RebuildActs.Ending::sentence).orElse(""),
                acts.last().map(RebuildActs.Ending::good).orElse(true), running(standings),
                withheld(standings), isLive);
    }

    /** While one takes over from another, nothing can be let out. */
    private static int running(List<Standing> standings) {
        boolean isPromoted = standings.stream()
                .anyMatch(one -> one.generation().getState() == GenerationState.PROMOTING);
        return standings.stream()
                .filter(one -> one.running() && !isPromoted)
                .mapToInt(one -> one.generation().getNumber())
                .findFirst()
                .orElse(0);
    }

    private static String withheld(List<Standing> standings) {
        return standings.stream()
                .filter(Standing::running)
                .flatMapToLong(one -> one.withheld().stream())
                .mapToObj(items -> items == 0
                        ? "None waits now."
                        : Figures.number(items)
                                + (items == 1 ? " contact waits." : " contacts wait."))
                .findFirst()
                .orElse("");
    }

    /** Asks before what waits goes out: says how much that is, and where it is listed. */
    static RebuildActPage release(int number, String problem, List<MailboxStanding> mailboxes) {
        List<MailboxStanding> waiting = mailboxes.stream()
                .filter(one -> withheld(one) > 0)
                .toList();
        long contacts = waiting.stream().mapToLong(RebuildViews::withheld).sum();
        boolean isCounted = mailboxes.stream().anyMatch(one -> one.further().isPresent());
        return new RebuildActPage(number, RebuildActPage.Act.RELEASE, problem,
                isCounted ? waits(contacts, waiting.size()) : "", waiting.stream()
                        .limit(WAITING_MAX)
                        .map(one -> new Waiting(one.mailbox().toString(),
                                contacts(withheld(one))))
                        .toList(),
                Math.max(0, waiting.size() - WAITING_MAX));
    }

    private static String waits(long contacts, int mailboxes) {
        return contacts == 0
                ? "No contact waits, as far as the histories have read the journal."
                : contacts(contacts) + " of "
                        + Operating.counted(mailboxes, "mailbox", "mailboxes")
                        + (contacts == 1 ? " waits." : " wait.");
    }

    private static String contacts(long count) {
        return Figures.number(count) + (count == 1 ? " contact" : " contacts");
    }

    private static long withheld(MailboxStanding mailbox) {
        return mailbox.further().map(Further::withheld).orElse(0L);
    }

    private static Row row(Standing standing) {
        Generation generation = standing.generation();
        GenerationState state = generation.getState();
        boolean isOther = state == GenerationState.FOLDING || state == GenerationState.RETIRED;
        boolean isPromoting = state == GenerationState.PROMOTING;
        return new Row(generation.getNumber(), generation.getBuild(), word(state), style(state),
                Figures.percent(standing.folded(), standing.noted()), progress(standing),
                generation.getComparison().map(RebuildViews::compared).orElse(""),
                generation.getComparison().map(Comparison::getExamples).orElse(List.of()),
                isOther, isOther || isPromoting, isOther || isPromoting);
    }

    private static String progress(Standing standing) {
        if (standing.members() == 0) {
            return "No process runs it. Start merge" + (standing.generation().getBuild().isEmpty()
                    ? "."
                    : " with the setting merge.build: " + standing.generation().getBuild() + ".");
        }
        String behind = standing.hasCaughtUp()
                ? standing.lag() == 0
                        ? "Up to date"
                        : "Behind by " + Figures.number(standing.lag()) + " records"
                : Figures.number(standing.folded()) + " of " + Figures.number(standing.noted())
                        + " records";
        long rate = Math.round(standing.rate());
        return behind + (rate == 0 ? "" : ", " + Figures.number(rate) + " a second")
                + standing.left().map(left -> ", " + Figures.time(left) + " left").orElse("")
                + standing.generation()
                        .getStep()
                        .map(step -> ". Promotion: " + step)
                        .orElse("")
                + ".";
    }

    private static String compared(Comparison compared) {
        return Times.moment(compared.getAt()).text() + ": " + Figures.number(compared.getEqual())
                + " equal, " + Figures.number(compared.getDiffering()) + " differ, "
                + Figures.number(compared.getMissing()) + " missing, "
                + Figures.number(compared.getExtra()) + " too many, "
                + Figures.number(compared.getMoving()) + " were changing";
    }

    private static String word(GenerationState state) {
        return switch (state) {
            case FOLDING -> "Folds the journal";
            case PROMOTING -> "Takes over";
            case RUNNING -> "Runs";
            case RETIRED -> "Ran before";
            case ABANDONED -> "Given up";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String style(GenerationState state) {
        return switch (state) {
            case RUNNING -> "passed";
            case FOLDING, PROMOTING -> "running";
            case RETIRED, ABANDONED, UNKNOWN -> "waiting";
        };
    }
}
