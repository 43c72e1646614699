package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The document of all topics, as the AsyncAPI initiative's own parser reads it. */
class AsyncApiDocumentTest {

    private static final int OF_ONE_TENANT = 2;

    @Test
    @Tag("node")
    void isValidAndHasAChannelForEachTopic() throws Exception {
        NodeProgram validator = NodeProgram.installed("asyncapi",
                Path.of("src", "test", "node", "asyncapi"), "package.json", "validate.js");
        List<String> command = new ArrayList<>(validator.command("validate.js"));
        command.add(Path.of("..", "asyncapi.yaml").toAbsolutePath().toString());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).containsExactly(
                "channels: " + (TopicCatalogue.all().size() + OF_ONE_TENANT));
    }
}
