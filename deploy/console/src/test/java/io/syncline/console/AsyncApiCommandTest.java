package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document of all topics is complete, and the one that is checked in is the present one. */
class AsyncApiCommandTest {

    private static final Path CHECKED_IN = Path.of("..", "asyncapi.yaml");

    @Test
    void isTheOneThatIsCheckedIn() throws IOException {
        assertThat(Files.readString(CHECKED_IN))
                .as("run: deploy/syncline topics asyncapi > deploy/asyncapi.yaml")
                .isEqualTo(AsyncApiCommand.yaml());
    }

    @Test
    void tellsOfEachTopicAndOfThoseOfOneTenant() throws IOException {
        JsonNode channels = document().path("channels");

        assertThat(channels.valueStream().map(channel -> channel.path("address").asText()))
                .containsAll(TopicCatalogue.all().stream().map(Topic::name).toList())
                .contains("syncline.tenant.{tenant}.contact.merged.v1");
    }

    @Test
    void refersToNothingThatIsNotThere() throws IOException {
        JsonNode document = document();

        assertThat(document.findValuesAsText("$ref")).isNotEmpty()
                .allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode()).as(reference)
                        .isFalse());
    }

    @Test
    void describesEveryFieldInTheSchemasOwnWords() throws IOException {
        JsonNode schemas = document().path("components").path("schemas");

        assertThat(schemas.path("Merged")
                .path("properties")
                .path("deleted")
                .path("description")
                .asText()).isEqualTo("Whether the item was deleted; its last values stay.");
        schemas.properties()
                .forEach(schema -> assertThat(schema.getValue().path("properties").properties())
                        .allSatisfy(field -> assertThat(field.getValue()
                                .path("description")
                                .asText()).as(schema.getKey() + "." + field.getKey())
                                .isNotEmpty()));
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(AsyncApiCommand.yaml());
    }
}
