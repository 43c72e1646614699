package io.syncline.local;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands, options and choices. */
@Command(name = "completion", mixinStandardHelpOptions = true, description = {
        "Prints a script that makes the shell complete commands and options at the tab key.",
        "It counts for 'deploy/syncline' and for any link of that name."}, footer = {"", "Example:",
                "  source <(deploy/syncline completion bash)",
                "  source <(deploy/syncline completion zsh)"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:done", "2:wrong usage"})
final class CompletionCommand implements Callable<Integer> {

    private static final String NAME = "syncline";
    /** Zsh reads bash's completions once it is told to; a login shell may have done it already. */
    private static final String FOR_ZSH = """
            autoload -U +X compinit && compinit -u
            autoload -U +X bashcompinit && bashcompinit
            """;

    /** What the script is for. */
    private enum Shell {
        BASH, ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}, in any case.")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine own = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = own.getOut();
        if (shell == Shell.ZSH) {
            out.print(FOR_ZSH);
        }
        out.print(AutoComplete.bash(NAME, LocalMain.commandLine()));
        out.flush();
        return 0;
    }
}
