package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tab key, as a shell understands it. */
class CompletionCommandTest {

    /** Has the shell complete the last word, as it does at the tab key. */
    private static final String TAB = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            "$(complete -p syncline | sed 's/.*-F \\([^ ]*\\).*/\\1/')" syncline "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @Test
    void completesCommandsOptionsAndChoicesInBash() throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), printed("bash"));

        assertThat(atTab(script, "syncline", "top")).contains("topics");
        assertThat(atTab(script, "syncline", "topics", "")).contains("plan", "apply", "acls");
        assertThat(atTab(script, "syncline", "topics", "plan", "--j")).contains("--json");
        assertThat(atTab(script, "syncline", "up", "--provider", "")).contains("ews", "mixed");
    }

    @Test
    void tellsZshToReadTheSame() {
        assertThat(printed("zsh")).startsWith("autoload")
                .contains("bashcompinit")
                .endsWith(printed("bash"));
    }

    @Test
    void refusesAnotherShell() {
        assertThat(new CommandLine(new CompletionCommand()).setErr(new PrintWriter(
                new StringWriter())).execute("fish")).isEqualTo(2);
    }

    private static String printed(String shell) {
        StringWriter out = new StringWriter();
        assertThat(LocalMain.commandLine()
                .setOut(new PrintWriter(out))
                .execute("completion", shell)).isZero();
        return out.toString();
    }

    private static String atTab(Path script, String... words)
            throws IOException, InterruptedException {
        String[] command = new String[words.length + 5];
        command[0] = "bash";
        command[1] = "-c";
        command[2] = TAB;
        command[3] = "bash";
        command[4] = script.toString();
        System.arraycopy(words, 0, command, 5, words.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
