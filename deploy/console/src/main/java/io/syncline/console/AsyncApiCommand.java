package io.syncline.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.syncline.schemas.asyncapi.AsyncApi;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the topic catalogue as a document that tools read; needs no broker. */
@Command(name = "asyncapi", mixinStandardHelpOptions = true, description = {
        "Prints the AsyncAPI 3 document of all topics and their values, made from the catalogue and"
                + " the Avro schemas. deploy/asyncapi.yaml is this."}, footer = {"", "Example:",
                        "  deploy/syncline topics asyncapi > deploy/asyncapi.yaml"}, exitCodeListHeading = Planning.HEADING, exitCodeList = {
                                "0:done", "2:wrong usage"})
final class AsyncApiCommand implements Callable<Integer> {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    @Option(names = "--json", description = "Print it as JSON instead of YAML.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(json ? AsyncApi.document().toPrettyString() + "\n" : yaml());
        out.flush();
        return 0;
    }

    /** As deploy/asyncapi.yaml holds it. */
    static String yaml() {
        ObjectNode document = AsyncApi.document();
        try {
            return "# Made by: deploy/syncline topics asyncapi > deploy/asyncapi.yaml\n"
                    + YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }
}
