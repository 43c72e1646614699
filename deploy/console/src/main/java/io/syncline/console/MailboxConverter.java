package io.syncline.console;

import io.syncline.console.system.MailboxName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code tenant/mailbox} from the command line. */
final class MailboxConverter implements ITypeConverter<MailboxName> {

    @Override
    public MailboxName convert(String text) {
        try {
            return MailboxName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a mailbox; name it as"
                    + " tenant/mailbox, such as acme/agent-1");
        }
    }
}
