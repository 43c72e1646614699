package io.syncline.benchmarks.pipeline;

import io.syncline.service.run.ServiceMain;
import io.syncline.topology.run.StreamsService;

/** Runs the yardstick in a process of its own, with the settings of the services. */
public final class LastWriterWinsMain {

    private LastWriterWinsMain() {}

    /** @param arguments the configuration file */
    public static void main(String[] arguments) {
        String name = Lab.Application.LAST_WRITER_WINS.id();
        ServiceMain.run(name, arguments, (config, meters) -> StreamsService.of(name, config, meters,
                (topology, serdes) -> LastWriterWinsTopology.build(topology)));
    }
}
