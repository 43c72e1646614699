package io.syncline.ews;

import io.syncline.simulator.ews.Mutants;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** The suite on a mutant; started by {@link MutantsTest} alone, so its name is no test's. */
class MutantConformance extends EwsConformance {

    /** What is wrong with the service on which the suite runs next. */
    static final AtomicReference<Mutants> MUTANTS = new AtomicReference<>();

    @Override
    SimulatedEws tenant(Path data) {
        return new SimulatedEws(data, MUTANTS.get());
    }
}
