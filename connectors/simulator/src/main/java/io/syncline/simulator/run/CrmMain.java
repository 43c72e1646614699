package io.syncline.simulator.run;

import io.syncline.simulator.crm.Crm;
import java.net.URI;
import java.nio.file.Path;

/** Runs the CRM until the process is ended. */
public final class CrmMain {

    private CrmMain() {}

    /** @param arguments data folder, port, the gateway's URL, API key */
    public static void main(String[] arguments) {
        Crm crm = Crm.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]),
                URI.create(arguments[2]), arguments[3]);
        Runtime.getRuntime().addShutdownHook(new Thread(crm::close, "shutdown"));
    }
}
