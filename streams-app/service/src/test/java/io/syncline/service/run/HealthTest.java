package io.syncline.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final HealthCheck GOOD = new HealthCheck("broker", true, Optional::empty);
    private static final HealthCheck AWAY = new HealthCheck("broker", true,
            () -> Optional.of("No broker"));
    private static final HealthCheck REGISTRY_AWAY = new HealthCheck("registry", false,
            () -> Optional.of("No registry"));

    @Test
    void isReadyWhenNothingIsMissing() {
        Health health = Health.of(Optional.of(service(true)), List.of(GOOD));

        assertThat(health.live()).isTrue();
        assertThat(health.ready()).isTrue();
        assertThat(health.json()).startsWith("{\"status\":\"up\"");
    }

    @Test
    void isNotReadyBeforeItHasStarted() {
        Health health = Health.of(Optional.empty(), List.of(GOOD));

        assertThat(health.live()).isFalse();
        assertThat(health.ready()).isFalse();
        assertThat(health.json()).contains("It has not started yet");
    }

    @Test
    void isLiveWhileWhatItNeedsIsAway() {
        Health health = Health.of(Optional.of(service(true)), List.of(AWAY));

        assertThat(health.live()).isTrue();
        assertThat(health.ready()).isFalse();
        assertThat(health.json()).startsWith("{\"status\":\"down\"")
                .contains("{\"name\":\"broker\",\"status\":\"down\",\"reason\":\"No broker\"}");
    }

    @Test
    void isDegradedWithoutWhatItCanDoWithout() {
        Health health = Health.of(Optional.of(service(true)), List.of(GOOD, REGISTRY_AWAY));

        assertThat(health.ready()).isTrue();
        assertThat(health.json()).startsWith("{\"status\":\"degraded\"")
                .contains("\"reason\":\"No registry\"");
    }

    @Test
    void asksTheServiceOnWhatElseItDepends() {
        Health health = Health.of(Optional.of(service(true, AWAY)), List.of());

        assertThat(health.ready()).isFalse();
    }

    @Test
    void isNeitherWhenTheServiceCannotGoOn() {
        Health health = Health.of(Optional.of(service(false)), List.of(GOOD));

        assertThat(health.live()).isFalse();
        assertThat(health.ready()).isFalse();
    }

    @Test
    void ofServicesTogetherIsThatOfAll() {
        Together together = new Together(List.of(service(true, GOOD), service(true, AWAY)));

        assertThat(Health.of(Optional.of(together), List.of()).ready()).isFalse();
    }

    private static Service service(boolean healthy, HealthCheck... checks) {
        return new Service() {
            @Override
            public void start() {}

            @Override
            public boolean isHealthy() {
                return healthy;
            }

            @Override
            public List<HealthCheck> checks() {
                return List.of(checks);
            }

            @Override
            public void close() {}
        };
    }
}
