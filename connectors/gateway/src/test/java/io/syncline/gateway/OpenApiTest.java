package io.syncline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.service.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document says what the server does. */
class OpenApiTest {

    @TempDir
    private Path folder;

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:1"}
                registry: {url: "http://127.0.0.1:1"}
                gateway: {tableFolder: "%s"}
                """.formatted(folder.resolve("table")));
        List<String> routes = new GatewayService(ConfigLoader.load(file, Map.of()),
                new SimpleMeterRegistry()).routes();

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void saysWhatEveryRouteIsForAndWhatItAnswers() throws IOException {
        document().path("paths").forEach(path -> path.forEach(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("responses").size()).isPositive();
        }));
    }

    private static List<String> documented() throws IOException {
        List<String> documented = new ArrayList<>();
        document().path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> documented
                                .add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return documented;
    }

    private static JsonNode document() throws JsonProcessingException {
        return new YAMLMapper().readTree(GatewayService.openApi());
    }
}
