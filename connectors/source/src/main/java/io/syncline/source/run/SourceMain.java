package io.syncline.source.run;

import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphKind;
import io.syncline.service.run.ServiceMain;
import io.syncline.source.SourceService;
import java.util.List;

/** Runs {@code source} in a process of its own. */
public final class SourceMain {

    private SourceMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("source", arguments, (config, meters) -> new SourceService(config,
                List.of(new GraphKind(), new EwsKind(new EwsHosts(meters))), meters));
    }
}
