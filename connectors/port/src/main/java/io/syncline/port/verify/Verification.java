package io.syncline.port.verify;

import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.verify.Finding.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes the steps, each told as it begins and as it ends. After one that failed, those that rely on it
 * are skipped; a test contact that was made is taken away whatever happens after.
 *
 * <pre>
 * step                                    is taken if these passed
 * directory                               -
 * token                                   directory
 * permissions                             token
 * protocol                                token
 * mailbox                                 token
 * folders                                 protocol, mailbox; whatever permissions said: a tenant that
 *                                         grants mailbox by mailbox shows none in the token
 * create, seen, patch, delete, gone       folders, and the one before
 * scope                                   token, where the tenant says that access is limited
 * </pre>
 */
public final class Verification {

    /** A password comes without a list of permissions, and access need not be limited. */
    private static final Set<Step> OPTIONAL = EnumSet.of(Step.PERMISSIONS, Step.SCOPE);

    private final AccessChecks checks;
    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Optional<String> outside;
    private final Watcher watcher;
    private final Map<Step, Finding> findings = new EnumMap<>(Step.class);

    /** Is told of each step, on the thread that takes them. */
    public interface Watcher {

        /** Nobody watches. */
        Watcher NOBODY = new Watcher() {
            @Override
            public void begins(Step step) {}

            @Override
            public void ends(Step step, Finding finding) {}
        };

        void begins(Step step);

        void ends(Step step, Finding finding);
    }

    /**
     * @param mailbox the test mailbox
     * @param outside the address of a mailbox that must be closed to us; empty where all are open
     */
    public Verification(AccessChecks checks, MailboxProvider provider, MailboxRef mailbox,
            Optional<String> outside, Watcher watcher) {
        this.checks = checks;
        this.provider = provider;
        this.mailbox = mailbox;
        this.outside = outside;
        this.watcher = watcher;
    }

    /** What every step came to, in order. */
    public Map<Step, Finding> run() {
        TestContact contact = new TestContact(provider, mailbox, checks);
        take(Step.DIRECTORY, checks::directory);
        take(Step.TOKEN, checks::token, Step.DIRECTORY);
        take(Step.PERMISSIONS, checks::permissions, Step.TOKEN);
        take(Step.PROTOCOL, () -> checks.protocol(mailbox.address()), Step.TOKEN);
        take(Step.MAILBOX, () -> checks.mailbox(mailbox.address()), Step.TOKEN);
        take(Step.FOLDERS, contact::folders, Step.PROTOCOL, Step.MAILBOX);
        try {
            take(Step.CREATE, contact::create, Step.FOLDERS);
            take(Step.SEEN, contact::seen, Step.CREATE);
            take(Step.PATCH, contact::patch, Step.CREATE);
            take(Step.DELETE, contact::delete, Step.CREATE);
            take(Step.GONE, contact::gone, Step.DELETE);
        } finally {
            contact.takeAway();
        }
        take(Step.SCOPE, this::scope, Step.TOKEN);
        return Collections.unmodifiableMap(findings);
    }

    /** Whether the tenant may take part: nothing failed, and nothing that is needed was left out. */
    public static boolean isPassed(Map<Step, Finding> findings) {
        return Arrays.stream(Step.values()).allMatch(step -> {
            Finding finding = findings.get(step);
            return finding != null && finding.outcome() != Outcome.FAILED
                    && (finding.outcome() != Outcome.SKIPPED || OPTIONAL.contains(step));
        });
    }

    private Finding scope() {
        return outside.map(checks::outside)
                .orElseGet(() -> Finding.skipped(
                        "Nobody said that access is limited to some mailboxes"));
    }

    private void take(Step step, Supplier<Finding> look, Step... needs) {
        watcher.begins(step);
        Finding finding = missing(needs)
                .map(need -> Finding.skipped("Not looked at, since this comes first: "
                        + need.title()))
                .orElseGet(look);
        findings.put(step, finding);
        watcher.ends(step, finding);
    }

    private Optional<Step> missing(Step... needs) {
        for (Step need : needs) {
            Finding finding = findings.get(need);
            if (finding == null || finding.outcome() == Outcome.FAILED
                    || finding.outcome() == Outcome.SKIPPED) {
                return Optional.of(need);
            }
        }
        return Optional.empty();
    }
}
