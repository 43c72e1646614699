package io.syncline.console.tenant;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.Verification;
import io.syncline.schemas.registry.VerificationStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A tenant's ways to its mailboxes. Of each provider there is at most one in use, which has a verified
 * credential, and one that waits for its verification.
 */
public final class Accesses {

    private Accesses() {}

    /** Whether its credential was verified. */
    public static boolean isInUse(Access access) {
        return access.getCredential().isPresent();
    }

    /** The one in use. */
    public static Optional<Access> inUse(Tenant tenant, String provider) {
        return first(tenant, access -> isInUse(access), provider);
    }

    /** The one that waits for its verification. */
    public static Optional<Access> pending(Tenant tenant, String provider) {
        return first(tenant, access -> !isInUse(access), provider);
    }

    /** The name of its newest credential. */
    public static String credentialId(Access access) {
        return access.getSubmitted()
                .or(access::getCredential)
                .map(SealedCredential::getId)
                .orElse("");
    }

    /** With this one waiting, in place of another of its provider that waits. */
    static List<Access> withPending(List<Access> accesses, Access pending) {
        return with(accesses, pending, access -> isInUse(access));
    }

    /** With this one in use from now on: its credential was verified. */
    static List<Access> used(List<Access> accesses, Access verified) {
        Access used = Access.newBuilder(verified)
                .setCredential(verified.getSubmitted().or(verified::getCredential).orElse(null))
                .setSubmitted(null)
                .build();
        return with(accesses, used,
                access -> !isInUse(access) && verified.getSubmitted().isEmpty());
    }

    static List<Access> replaced(List<Access> accesses, Access before, Access after) {
        return accesses.stream().map(access -> access.equals(before) ? after : access).toList();
    }

    /** Whether nobody submitted anything else for the provider meanwhile. */
    static boolean isStill(Tenant tenant, Access access) {
        return tenant.getAccesses().contains(access);
    }

    static Verification verification(Access access, Map<Step, Finding> findings, boolean passed,
            Actor actor, Instant now) {
        List<VerificationStep> steps = findings.entrySet()
                .stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> new VerificationStep(entry.getKey().text(),
                        entry.getValue().outcome().name().toLowerCase(Locale.ROOT),
                        entry.getValue().evidence(), entry.getValue().remedy()))
                .toList();
        return new Verification(now, actor.name(), credentialId(access), passed, steps);
    }

    private static List<Access> with(List<Access> accesses, Access added, Predicate<Access> kept) {
        List<Access> all = new ArrayList<>(accesses.stream()
                .filter(access -> !access.getProvider().equals(added.getProvider())
                        || kept.test(access))
                .toList());
        all.add(added);
        return List.copyOf(all);
    }

    private static Optional<Access> first(Tenant tenant, Predicate<Access> kind,
            String provider) {
        return tenant.getAccesses()
                .stream()
                .filter(access -> access.getProvider().equals(provider))
                .filter(kind)
                .findFirst();
    }
}
