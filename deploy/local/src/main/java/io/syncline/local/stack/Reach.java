package io.syncline.local.stack;

import io.syncline.service.config.SynclineConfig.Provider;
import java.util.Locale;

/** How the mailboxes of the simulated tenant are reached at first; each can be migrated later. */
public enum Reach {
    GRAPH,
    EWS,
    /** The first mailbox by Graph, the second by EWS, and so on. */
    MIXED;

    /** What the tenant's mailboxes are reached by that name nothing themselves. */
    Provider ofTenant() {
        return this == EWS ? Provider.EWS : Provider.GRAPH;
    }

    /** @param number of the mailbox, from 0 */
    Provider ofMailbox(int number) {
        return this == MIXED && number % 2 == 1 ? Provider.EWS : ofTenant();
    }

    /** As it is told to people. */
    public String told() {
        return switch (this) {
            case GRAPH -> "by Microsoft Graph";
            case EWS -> "by Exchange Web Services";
            case MIXED -> "by Microsoft Graph where their number is odd, by Exchange Web Services"
                    + " where it is even";
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
