package io.jenkins.plugins.testeddelivery.cli;

import java.io.IOException;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        header = "Print a completion script for bash and zsh.",
        description = "For this shell alone: source <(delivery completion)")
final class CompletionCommand extends Subcommand {
    @Override
    int run(Console console) throws IOException, InterruptedException {
        console.out().print(AutoComplete.bash("delivery", Main.commandLine(console)));
        return DONE;
    }
}
