package io.syncline.service.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service until the process is told to end or the service fails for good.
 *
 * <p>
 * Exit codes: 0 after a signal, 1 when the service failed, 2 when the configuration is not usable.
 * A supervisor restarts it after 1.
 */
public final class ServiceMain {

    static {
        // Before anything of a service touches a generated class.
        AvroTrust.install();
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceMain.class);
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);
    private static final int UNHEALTHY_CHECKS_MAX = 3;

    private ServiceMain() {}

    /**
     * @param name names the service in logs and metrics
     * @param arguments the configuration file
     * @param service makes the service from its configuration and a place for its metrics
     */
    @SuppressWarnings("SystemExitOutsideMain") // This is the main() of every service.
    public static void run(String name, String[] arguments,
            BiFunction<SynclineConfig, MeterRegistry, Service> service) {
        if (arguments.length != 1) {
            System.err.println("Usage: " + name + " <configuration file>");
            System.exit(2);
        }
        try {
            SynclineConfig config = ConfigLoader.load(Path.of(arguments[0]), System.getenv());
            LogSettings.apply(config.observability(), name);
            System.exit(run(name, config, service));
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static int run(String name, SynclineConfig config,
            BiFunction<SynclineConfig, MeterRegistry, Service> maker) {
        AtomicReference<Service> running = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            await(closed, Duration.ofSeconds(10));
        }, "shutdown"));
        try (Surroundings surroundings = new Surroundings(config);
                Observability observability = new Observability(config.observability(), name,
                        () -> Health.of(Optional.ofNullable(running.get()),
                                surroundings.checks()));
                Service service = maker.apply(config, observability.meters())) {
            surroundings.start();
            service.start();
            running.set(service);
            observability.measureHealth();
            LOGGER.atInfo().addKeyValue("service", name).log("Started");
            return untilEndOrFailure(service, ended);
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("service", name).setCause(e).log("Cannot go on");
            return 1;
        } finally {
            closed.countDown();
        }
    }

    private static int untilEndOrFailure(Service service, CountDownLatch ended) {
        int unhealthy = 0;
        while (!await(ended, HEALTH_INTERVAL)) {
            unhealthy = service.isHealthy() ? 0 : unhealthy + 1;
            if (unhealthy >= UNHEALTHY_CHECKS_MAX) {
                LOGGER.error("The service is not healthy; leaving it to the supervisor");
                return 1;
            }
        }
        return 0;
    }

    private static boolean await(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
