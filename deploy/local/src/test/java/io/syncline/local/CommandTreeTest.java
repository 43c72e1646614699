package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command has the same manners; one that is added later is looked at too. */
class CommandTreeTest {

    /** What each of them prints is no table and no answer: a script, a document, or a line for a person. */
    private static final Set<String> WITHOUT_JSON = Set.of("up", "completion",
            "mailboxes disable", "mailboxes enable", "mailboxes remove-synced", "deletes approve",
            "deletes reject", "matches decide", "dead-letters retry", "dead-letters drop",
            "writes retry", "contacts reindex", "secrets new-master-key",
            "secrets rotate");
    private static final int WIDTH = 80;

    static Stream<String> commands() {
        List<String> leaves = new ArrayList<>();
        collect("", LocalMain.commandLine(), leaves);
        return leaves.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysWhatItDoesWithAnExampleAndItsExitCodes(String command) {
        CommandSpec spec = spec(command);
        String help = help(spec);

        assertThat(spec.usageMessage().description()).as("a description").isNotEmpty();
        assertThat(help).containsPattern("Examples?:\n")
                .contains("deploy/syncline " + command.split(" ")[0])
                .contains("Exit codes:");
        assertThat(spec.usageMessage().exitCodeList()).as("exit codes").containsKeys("0", "2");
        assertThat(help.lines()).as("the width of a terminal")
                .allSatisfy(line -> assertThat(line.length()).as(line)
                        .isLessThanOrEqualTo(WIDTH));
    }

    /** Lists of commands show no more of a description than its first line. */
    @ParameterizedTest
    @MethodSource("commands")
    void saysInItsFirstLineAWholeSentence(String command) {
        assertThat(spec(command).usageMessage().description()[0]).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesEachOptionAndParameter(String command) {
        assertThat(spec(command).args()).allSatisfy(argument -> assertThat(argument.description())
                .as(named(argument))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).isNotBlank()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void answersScriptsInJson(String command) {
        Map<String, OptionSpec> options = spec(command).optionsMap();

        assertThat(options.containsKey("--json")).as("--json of " + command)
                .isEqualTo(!WITHOUT_JSON.contains(command));
    }

    @Test
    void listsNoCommandAsWithoutJsonThatThereIsNot() {
        assertThat(commands()).containsAll(WITHOUT_JSON);
    }

    private static void collect(String path, CommandLine line, List<String> leaves) {
        if (line.getSubcommands().isEmpty()) {
            leaves.add(path);
        }
        line.getSubcommands()
                .forEach((name, sub) -> collect((path + " " + name).trim(), sub, leaves));
    }

    private static CommandSpec spec(String command) {
        CommandLine line = LocalMain.commandLine();
        for (String name : command.split(" ")) {
            line = Objects.requireNonNull(line.getSubcommands().get(name), command);
        }
        return line.getCommandSpec();
    }

    private static String help(CommandSpec spec) {
        return spec.commandLine().getUsageMessage(Ansi.OFF).replace("\r", "");
    }

    private static String named(ArgSpec argument) {
        return argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
    }
}
