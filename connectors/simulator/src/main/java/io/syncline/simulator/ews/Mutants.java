package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.Mutation;
import java.util.Set;

/**
 * What is wrong on purpose.
 *
 * @param shared what Graph does as well
 * @param own what only EWS does
 */
public record Mutants(Set<Mutation> shared, Set<EwsMutation> own) {

    public Mutants {
        shared = Set.copyOf(shared);
        own = Set.copyOf(own);
    }

    boolean has(Mutation mutation) {
        return shared.contains(mutation);
    }

    boolean has(EwsMutation mutation) {
        return own.contains(mutation);
    }
}
