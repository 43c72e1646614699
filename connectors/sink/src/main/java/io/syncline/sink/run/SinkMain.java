package io.syncline.sink.run;

import io.syncline.ews.EwsProviders;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphProviders;
import io.syncline.service.run.ServiceMain;
import io.syncline.sink.SinkService;

/** Runs {@code sink} in a process of its own. */
public final class SinkMain {

    private SinkMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("sink", arguments, (config, meters) -> new SinkService(config,
                GraphProviders.of(config).and(EwsProviders.of(config, new EwsHosts(meters))),
                meters));
    }
}
