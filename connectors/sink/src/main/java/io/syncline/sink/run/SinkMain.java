package io.syncline.sink.run;

import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphKind;
import io.syncline.service.run.ServiceMain;
import io.syncline.sink.SinkService;
import java.util.List;

/** Runs {@code sink} in a process of its own. */
public final class SinkMain {

    private SinkMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("sink", arguments, (config, meters) -> new SinkService(config,
                List.of(new GraphKind(), new EwsKind(new EwsHosts(meters))), meters));
    }
}
