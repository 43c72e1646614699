package io.syncline.source.run;

import io.syncline.ews.EwsProviders;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphProviders;
import io.syncline.service.run.ServiceMain;
import io.syncline.source.SourceService;

/** Runs {@code source} in a process of its own. */
public final class SourceMain {

    private SourceMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("source", arguments, (config, meters) -> new SourceService(config,
                GraphProviders.of(config).and(EwsProviders.of(config, new EwsHosts(meters))),
                meters));
    }
}
