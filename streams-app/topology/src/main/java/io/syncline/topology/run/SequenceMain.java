package io.syncline.topology.run;

import io.syncline.service.run.ServiceMain;

/** Runs {@code sequence} in a process of its own. */
public final class SequenceMain {

    private SequenceMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("sequence", arguments, StreamsService::sequence);
    }
}
