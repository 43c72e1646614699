package io.syncline.topology.run;

import io.syncline.service.run.ServiceMain;

/** Runs {@code merge} in a process of its own. */
public final class MergeMain {

    private MergeMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("merge", arguments, StreamsService::merge);
    }
}
