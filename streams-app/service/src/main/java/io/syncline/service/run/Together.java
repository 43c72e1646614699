package io.syncline.service.run;

import java.util.List;

/** Several services in one process: healthy if all are, ended in the reverse of their order. */
public record Together(List<Service> services) implements Service {

    public Together {
        services = List.copyOf(services);
    }

    @Override
    public void start() {
        services.forEach(Service::start);
    }

    @Override
    public boolean isHealthy() {
        return services.stream().allMatch(Service::isHealthy);
    }

    @Override
    public List<HealthCheck> checks() {
        return services.stream().flatMap(service -> service.checks().stream()).toList();
    }

    @Override
    public void close() {
        services.reversed().forEach(Service::close);
    }
}
