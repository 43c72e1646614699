package io.syncline.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {

    @TempDir
    private Path folder;

    @Test
    void holdsAPropertyALine() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), """
                # as Kafka's tools read it
                security.protocol=SASL_SSL
                sasl.jaas.config=Module required username="sink" password="a=b";
                """);

        assertThat(PropertiesFile.read("kafka.propertiesFile", file))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config",
                        "Module required username=\"sink\" password=\"a=b\";")
                .hasSize(2);
    }

    @Test
    void isNoneByDefault() {
        assertThat(PropertiesFile.read("kafka.propertiesFile", null)).isEmpty();
    }

    @Test
    void thatIsMissingStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> PropertiesFile.read("kafka.propertiesFile",
                folder.resolve("none.properties"))).isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.properties")
                .hasMessageContaining("kafka.propertiesFile");
    }
}
