package io.syncline.console.tenant;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of access that an administrator can submit. */
public enum Kind {
    GRAPH("graph", "graph", "app_only", "Microsoft 365 through Microsoft Graph"),
    EWS_ONLINE("ews-online", "ews", "app_only",
            "Microsoft 365 through Exchange Web Services (until 1 April 2027)"),
    EWS_ACCOUNT("ews-account", "ews", "delegated",
            "Microsoft 365 through Exchange Web Services with a service account (legacy)"),
    EWS_SERVER("ews-server", "ews", "basic", "Exchange Server of your own");

    private final String text;
    private final String provider;
    private final String login;
    private final String title;

    Kind(String text, String provider, String login, String title) {
        this.text = text;
        this.provider = provider;
        this.login = login;
        this.title = title;
    }

    /** As forms and scripts name it. */
    public String text() {
        return text;
    }

    /** The provider: graph or ews. */
    public String provider() {
        return provider;
    }

    /** How EWS is signed in to. */
    public String login() {
        return login;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether an application proves itself, with ids and a secret or a certificate. */
    public boolean isApplication() {
        return login.equals("app_only");
    }

    /** Whether a service account signs in with its password. */
    public boolean isAccount() {
        return !isApplication();
    }

    /** Whether it has a directory at a token service. */
    public boolean hasDirectory() {
        return this != EWS_SERVER;
    }

    /** The kind that a form or a script names. */
    public static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** The kind of an access in the registry. */
    public static Kind of(String provider, String login) {
        return Arrays.stream(values())
                .filter(kind -> kind.provider.equals(provider) && kind.login.equals(login))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No kind of access by " + provider + " with the login " + login));
    }
}
