package io.syncline.console;

import picocli.CommandLine.Command;

/** Takes another credential for a tenant that takes part; the one in use stays until it is verified. */
@Command(name = "rotate", mixinStandardHelpOptions = true, description = {
        "Submits a new credential for a tenant, and verifies it at once.",
        "The one in use stays in use until the new one is verified."}, footer = {"", "Example:",
                "  deploy/syncline tenants rotate acme --secret-file new.txt --expires-on 2028-11-30"})
final class RotateCommand extends SubmitCommand {

    @Override
    boolean needsNewSecret() {
        return true;
    }
}
