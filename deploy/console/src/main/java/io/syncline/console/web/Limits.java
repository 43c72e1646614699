package io.syncline.console.web;

import java.time.InstantSource;

/** Refuses what is done too often: submissions, verifications and previews, each counted by itself. */
final class Limits {

    private final RateLimits counts;

    Limits(InstantSource clock) {
        this.counts = new RateLimits(clock);
    }

    /** @throws Problem saying when */
    void submit(Visitor visitor, String tenant) {
        take("submission", visitor, tenant);
    }

    /** @throws Problem saying when */
    void verify(Visitor visitor, String tenant) {
        take("verification", visitor, tenant);
    }

    /** @throws Problem saying when */
    void preview(Visitor visitor, String tenant) {
        take("preview", visitor, tenant);
    }

    private void take(String act, Visitor visitor, String tenant) {
        String key = Token.hash(tenant); // Not yet known to be a tenant's id, and of any length.
        counts.take(act, visitor.key(), key).ifPresent(wait -> {
            throw Problem.tooOften(wait, "That was one " + act + " too many: "
                    + RateLimits.OF_SESSION.times() + " a minute are taken, and "
                    + RateLimits.OF_TENANT.times() + " an hour for one tenant.");
        });
    }
}
