package io.syncline.console;

import io.syncline.console.system.MailboxName;
import io.syncline.topology.replay.Scope;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code tenant} or {@code tenant/mailbox} from the command line. */
final class ScopeConverter implements ITypeConverter<Scope> {

    @Override
    public Scope convert(String text) {
        try {
            if (!text.isBlank() && text.indexOf('/') < 0) {
                return new Scope(text, "");
            }
            MailboxName mailbox = MailboxName.parse(text);
            return new Scope(mailbox.tenant(), mailbox.mailbox());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a tenant nor a mailbox; name"
                            + " it as acme, or as acme/agent-1");
        }
    }
}
