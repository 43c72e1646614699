package io.syncline.ews.soap;

/**
 * Asks the directory what an address is.
 *
 * @param address of which no other kind is looked for than SMTP, and in nobody's contacts
 */
public record ResolveNames(String address) implements Operation<String> {

    private static final String DIRECTORY = "ActiveDirectory";

    @Override
    public Element body() {
        return Element.message("ResolveNames",
                Element.message("UnresolvedEntry", "smtp:" + address))
                .with("ReturnFullContactData", "false")
                .with("SearchScope", DIRECTORY);
    }

    /** The type of the first mailbox that was found: {@code Mailbox}, {@code PublicDL} and others. */
    @Override
    public String value(Element message) {
        return message.below("MailboxType")
                .map(Element::text)
                .map(String::strip)
                .orElseThrow(() -> new MalformedAnswer("A name without the type of its mailbox"));
    }
}
