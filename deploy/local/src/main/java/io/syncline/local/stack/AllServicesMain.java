package io.syncline.local.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.ews.EwsProviders;
import io.syncline.ews.client.EwsHosts;
import io.syncline.gateway.GatewayService;
import io.syncline.graph.GraphProviders;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.run.Service;
import io.syncline.service.run.ServiceMain;
import io.syncline.service.run.Together;
import io.syncline.sink.SinkService;
import io.syncline.source.SourceService;
import io.syncline.topology.run.StreamsService;
import java.util.List;

/** Runs all services in one process, for small machines. */
public final class AllServicesMain {

    private AllServicesMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("services", arguments, AllServicesMain::together);
    }

    private static Service together(SynclineConfig config, MeterRegistry meters) {
        EwsHosts hosts = new EwsHosts(meters);
        return new Together(List.of(StreamsService.sequence(config, meters),
                StreamsService.merge(config, meters), new GatewayService(config, meters),
                new SinkService(config,
                        GraphProviders.of(config).and(EwsProviders.of(config, hosts)),
                        meters),
                new SourceService(config,
                        GraphProviders.of(config).and(EwsProviders.of(config, hosts)),
                        meters)));
    }
}
