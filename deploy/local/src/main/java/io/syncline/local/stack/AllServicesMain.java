package io.syncline.local.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.feed.FeedService;
import io.syncline.gateway.GatewayService;
import io.syncline.graph.GraphKind;
import io.syncline.port.tenant.ProviderKind;
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
        List<ProviderKind> kinds = List.of(new GraphKind(), new EwsKind(new EwsHosts(meters)));
        return new Together(List.of(StreamsService.sequence(config, meters),
                StreamsService.merge(config, meters), new GatewayService(config, meters),
                new FeedService(config, meters),
                new SinkService(config, kinds, meters),
                new SourceService(config, kinds, meters)));
    }
}
