package io.syncline.console.proof;

import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one mailbox stands.
 *
 * <pre>
 * the mailbox                                                             stands
 * does not take part                                                      out
 * is unavailable, has held deletes, ambiguous contacts, refused values or
 *   values that wait for a release, or a change of its provider does not
 *   go on                                                                 waits for a person
 * has a change on its way, was not listed in full for too long or never   catching up
 * else                                                                    in sync
 * </pre>
 *
 * @param address empty where it is not known here
 * @param provider by which it is reached
 * @param listedAt when every folder had last been listed in full; empty while one never was
 * @param listing whether a full listing is under way
 * @param proof what the last full listing showed, where the source saw all of it
 * @param unavailable since when it is, and the fact that told
 * @param problem why a change of its provider does not go on
 * @param changing the provider that it changes to
 * @param held how many deletes the guard holds
 * @param ambiguous how many contacts could be one of several people
 * @param outstanding commands that no result has ended yet
 * @param outstandingSince when the oldest of these was decided
 * @param behindSince when the oldest fact was handed in that is not folded yet; of the mailbox's partition,
 *        so that it may be another mailbox's
 * @param further empty where nobody counts them
 * @param stale after how long without a full listing nothing is taken for proven
 */
public record MailboxStanding(MailboxName mailbox, String address, String provider,
        Participation participation, Optional<Instant> listedAt, boolean listing,
        Optional<Proof> proof, Optional<Closed> unavailable, Optional<String> changing,
        Optional<String> problem, int held, int ambiguous, int outstanding,
        Optional<Instant> outstandingSince, Optional<Instant> behindSince,
        Optional<Further> further, Duration stale) {

    /**
     * A mailbox that does not let us in.
     *
     * @param since when the source found that out
     * @param factId the fact that told, which says why
     */
    public record Closed(Instant since, String factId) {}

    public Verdict verdict(Instant now) {
        if (participation != Participation.TAKES_PART) {
            return Verdict.OUT;
        }
        if (!waitsFor().isEmpty()) {
            return Verdict.WAITS;
        }
        return underWay(now).isEmpty() ? Verdict.IN_SYNC : Verdict.CATCHING_UP;
    }

    /** What of it waits for a person, each in a few words; empty: nothing. */
    public List<String> waitsFor() {
        List<String> waits = new ArrayList<>();
        if (unavailable.isPresent()) {
            waits.add("unavailable");
        }
        if (held > 0) {
            waits.add(counted(held, "held delete"));
        }
        if (ambiguous > 0) {
            waits.add(counted(ambiguous, "ambiguous contact"));
        }
        further.filter(counts -> counts.parked() > 0)
                .ifPresent(counts -> waits.add(counted((int) counts.parked(), "refused value")));
        further.filter(counts -> counts.withheld() > 0)
                .ifPresent(counts -> waits.add(counted((int) counts.withheld(), "contact")
                        + " with values that wait for a release"));
        problem.ifPresent(why -> waits.add("the change to " + changing.orElse("another provider")
                + " does not go on"));
        return waits;
    }

    /** What goes on by itself, or is not proven; empty: nothing. */
    public List<String> underWay(Instant now) {
        List<String> goesOn = new ArrayList<>();
        if (listedAt.isEmpty()) {
            goesOn.add("never listed in full");
        } else if (listedAt.get().plus(stale).isBefore(now)) {
            goesOn.add("not listed in full for " + Duration.between(listedAt.get(), now).toHours()
                    + " hours");
        }
        if (changing.isPresent() && problem.isEmpty()) {
            goesOn.add("changes to " + changing.get());
        }
        if (outstanding > 0) {
            goesOn.add(counted(outstanding, "write") + " under way");
        }
        further.filter(counts -> counts.due() > 0)
                .ifPresent(counts -> goesOn.add(counted((int) counts.due(), "contact")
                        + " to be written once the mailbox is ready"));
        if (behindSince.isPresent()) {
            goesOn.add("facts not folded yet");
        }
        return goesOn;
    }

    /** Whether the last full listing was the first: it told every item, and compared none. */
    public boolean isFirstListing() {
        return proof.filter(last -> last.getListed() > 0 && last.getEqual() == 0
                && last.getDiffering() == last.getListed()
                && last.getDifferences()
                        .stream()
                        .allMatch(difference -> difference.getWhy().equals("unknown")))
                .isPresent();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
