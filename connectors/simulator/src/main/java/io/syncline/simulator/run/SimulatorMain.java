package io.syncline.simulator.run;

import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import java.nio.file.Path;
import java.util.Set;

/** Runs the simulated tenant until the process is ended. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /** @param arguments data folder, Graph port, admin port, directory id, client id, secret */
    public static void main(String[] arguments) {
        Simulator simulator = Simulator.start(new SimulatorSettings(Path.of(arguments[0]),
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), arguments[3],
                arguments[4], arguments[5], Set.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "shutdown"));
    }
}
