package io.syncline.console.run;

import io.syncline.console.web.ConsoleService;
import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphKind;
import io.syncline.service.run.ServiceMain;
import java.util.List;

/** Runs {@code console} in a process of its own. */
public final class ConsoleMain {

    private ConsoleMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("console", arguments, (config, meters) -> new ConsoleService(config,
                List.of(new GraphKind(), new EwsKind(new EwsHosts(meters))), meters));
    }
}
