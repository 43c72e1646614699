package io.syncline.simulator.mailbox;

/**
 * A role of administrators.
 *
 * @param templateId the same in every tenant
 */
public record DirectoryRole(String displayName, String templateId) implements DirectoryObject {

    /** The one that administrators have here. */
    public static final DirectoryRole ADMINISTRATOR = new DirectoryRole("Global Administrator",
            "62e90394-69f5-4237-9190-012177145e10");

    @Override
    public String id() {
        return DirectoryObject.id("role", templateId);
    }
}
