package io.syncline.port.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it means that Microsoft Entra gives no token, or that there is no answer at all, and where to
 * mend it. Entra names the cause by a number in its text, and more roughly by a word of OAuth
 * (facts/graph.md 7.3, 7.4); words of ours count, its own are told only where we know neither.
 */
public final class AadFailures {

    private static final String ENTRA = "Microsoft Entra admin center > ";
    private static final String APPLICATION = ENTRA + "App registrations > your app > ";
    private static final String ENTERPRISE = ENTRA + "Enterprise applications > your app > ";
    private static final String SECRETS = APPLICATION + "Certificates & secrets > ";
    private static final String ACCOUNT = ENTRA + "Users > the service account > ";
    private static final String TENANT_ID = ENTRA + "Identity > Overview > Tenant ID: copy it and"
            + " submit it as the directory id";
    private static final String IDS = APPLICATION + "Overview: compare 'Application (client) ID'"
            + " and 'Directory (tenant) ID' with what was submitted";
    private static final String CONSENT = APPLICATION + "API permissions: the permission must be"
            + " listed there; then 'Grant admin consent', as an administrator";
    private static final String PREFER_APPLICATION = "Better, let an application with a"
            + " certificate sign in instead of an account";
    private static final String POLICIES = ENTRA + "Monitoring > Sign-in logs > the failed sign-in"
            + " > Conditional Access names the policy; under Protection > Conditional Access,"
            + " exclude Syncline's application or its service account from that policy";
    private static final String AGAIN = "Nothing needs mending: verify again in some minutes";
    private static final String REFUSED = "Microsoft Entra gives no token: ";

    private static final Pattern CODE = Pattern.compile("AADSTS(\\d+)");
    private static final Pattern TRACE = Pattern.compile("(?s)[\\r\\n]+.*|\\s*Trace ID:.*");
    private static final int WORDS_MAX = 300;
    private static final int CAUSES_MAX = 10;

    /**
     * One row.
     *
     * @param causes numbers of Entra and words of OAuth
     */
    record Meaning(List<String> causes, String words, String remedy) {}

    private static final List<Meaning> MEANINGS = List.of(
            meaning("7000215", "the client secret is wrong; often its id was pasted instead of its"
                    + " value",
                    SECRETS + "Client secrets > New client secret: copy the Value, not"
                            + " the Secret ID; it is shown only once"),
            meaning("7000222", "the client secret has expired", SECRETS
                    + "Client secrets > New client secret; submit its Value"),
            meaning("invalid_client", "the secret or the certificate of the application is not"
                    + " accepted",
                    SECRETS + "make a new client secret and submit its Value, or"
                            + " upload the certificate"),
            meaning("700016 700011 unauthorized_client", "no application with this id is known in"
                    + " this directory",
                    IDS + ". An application of another organisation must be"
                            + " consented to first"),
            meaning("7000112 70001", "the application is switched off in the directory",
                    ENTERPRISE + "Properties > 'Enabled for users to sign-in?': Yes"),
            meaning("7000229", "the application is registered, but is not among the directory's"
                    + " enterprise applications", CONSENT),
            meaning("90002", "there is no directory with this id in this cloud", TENANT_ID
                    + ". A directory of a national cloud (China, US Government) has another"
                    + " authority"),
            meaning("900023", "the directory id is malformed", TENANT_ID),
            meaning("50059 50128 90019", "it cannot tell which directory is meant", TENANT_ID),
            meaning("700027", "the certificate is not accepted: it was not uploaded to the"
                    + " application, has expired, or belongs to another key",
                    SECRETS
                            + "Certificates > Upload certificate (the public part, .cer or .pem);"
                            + " compare thumbprint and end date with what was submitted"),
            meaning("50012 700030", "the certificate's thumbprint, name or chain is not the one"
                    + " that is expected",
                    SECRETS + "Certificates > Upload certificate: the very"
                            + " certificate that was submitted"),
            meaning("7000218", "it asks for a secret or a certificate of the application; where a"
                    + " service account signs in, public client flows are switched off",
                    "For a service account: " + APPLICATION + "Authentication > Advanced settings >"
                            + " 'Allow public client flows': Yes. Else submit a client secret or a"
                            + " certificate"),
            meaning("500011 invalid_resource", "the service that the token is for is unknown in"
                    + " this directory; mostly the organisation has no Exchange Online",
                    "Microsoft 365 admin center > Billing > Your products: Exchange Online must be"
                            + " there. Else correct the scope that was submitted"),
            meaning("650052 650056 650057", "the application may not ask for this service: its"
                    + " permission is not listed or not consented to, or the organisation does not"
                    + " have the service", CONSENT),
            meaning("65001 90094 90095 consent_required", "no administrator has consented to the"
                    + " application's permissions", CONSENT),
            meaning("70011 1002012 invalid_scope", "the scope is wrong",
                    "Submit https://graph.microsoft.com/.default for Graph and"
                            + " https://outlook.office365.com/.default for Exchange Web Services"),
            meaning("50034 51004", "there is no such account in this directory", ENTRA
                    + "Users: look the service account up, and submit its 'User principal name'"),
            meaning("50126 invalid_grant", "the user name or the password is wrong", ACCOUNT
                    + "Reset password; then sign in once as the account to set its own. Accounts"
                    + " that sign in at a server of yours (AD FS) cannot be used. "
                    + PREFER_APPLICATION),
            meaning("50053", "the account is locked after too many wrong passwords, or the address"
                    + " that it signs in from is held to be malicious",
                    ENTRA + "Monitoring >"
                            + " Sign-in logs: see which it is. A lock ends by itself; "
                            + "set the right password, wait an hour, then verify again"),
            meaning("50055 50144", "the account's password has expired", ACCOUNT + "Reset password,"
                    + " sign in once as the account, and submit the new password"),
            meaning("50057", "the account is disabled", ACCOUNT
                    + "Properties > Settings > 'Account enabled': Yes"),
            meaning("50076 50079 50072 50074 50078 interaction_required",
                    "the account must show a second factor (MFA), which a service cannot",
                    PREFER_APPLICATION + ". Or " + ENTRA + "Protection > Conditional Access:"
                            + " exclude the account from the policy that demands MFA"),
            meaning("53003 53000 53001 53002 50131 530032 530035",
                    "a Conditional Access policy, or the security defaults, keep Syncline out",
                    POLICIES + ". Security defaults stand under Identity > Overview > Properties"),
            meaning("50105", "the account is not assigned to the application", ENTERPRISE
                    + "Users and groups > Add user/group; or Properties > 'Assignment required?':"
                    + " No"),
            meaning("50173 700082 70008 70043", "the consent was withdrawn or has expired",
                    "Consent to the application again, or submit the credential anew"),
            meaning("50196", "it was asked for the same token too often", "Wait five minutes, then"
                    + " verify again; if it comes back, another program uses this application"),
            meaning("90055 50033 90006 90090 90033 temporarily_unavailable server_error",
                    "it is busy or has a fault of its own", AGAIN));

    private AadFailures() {}

    /**
     * What it means that there is no token.
     *
     * @param said what Entra said, in whatever text that holds it
     */
    public static Finding of(String said) {
        Matcher code = CODE.matcher(said);
        if (code.find()) {
            String number = code.group(1);
            return known(number)
                    .map(meaning -> failed(meaning, "AADSTS" + number))
                    .orElseGet(() -> Finding.failed(
                            REFUSED + shortened(said.substring(code.start())),
                            "Look the number up at https://login.microsoftonline.com/error?code="
                                    + number));
        }
        return MEANINGS.stream()
                .flatMap(meaning -> meaning.causes()
                        .stream()
                        .filter(cause -> hasWord(said, cause))
                        .map(cause -> failed(meaning, cause)))
                .findFirst()
                .orElseGet(() -> Finding.failed(REFUSED + shortened(said), IDS));
    }

    /** What we know of a cause: a number of Entra, without {@code AADSTS}, or a word of OAuth. */
    static Optional<Meaning> known(String cause) {
        return MEANINGS.stream().filter(meaning -> meaning.causes().contains(cause)).findFirst();
    }

    /**
     * What a directory's OpenID configuration says of the directory: the answer to
     * {@code GET authority/directory/v2.0/.well-known/openid-configuration}.
     *
     * @param directory its id, as it was submitted
     */
    public static Finding directory(String directory, int status, String body) {
        if (status == 200 && body.contains("\"token_endpoint\"")) {
            return Finding.passed("The directory " + directory + " is there");
        }
        if (CODE.matcher(body).find()) {
            Finding refused = of(body);
            return Finding.failed("The directory " + directory + " was not found: "
                    + refused.evidence().substring(REFUSED.length()), refused.remedy());
        }
        return status == 429 || status >= 500
                ? Finding.failed("Microsoft Entra is busy or has a fault of its own (HTTP " + status
                        + ")", AGAIN)
                : Finding.failed("Something else than Microsoft Entra answers for the directory"
                        + " (HTTP " + status + ")",
                        "Check the authority that was submitted, and"
                                + " whether a proxy stands between this machine and it");
    }

    /**
     * What it means that a host, Microsoft's or another, gives no answer.
     *
     * @param said the names and messages of the exceptions
     */
    public static Finding unreachable(String host, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (has(lower, "no subject alternative", "no name matching")) {
            return Finding.failed("The certificate of " + host + " is another host's",
                    "Submit the address with the host name that its certificate names");
        }
        if (has(lower, "sslhandshake", "pkix", "certificate", "sslexception", "sslpeer")) {
            return Finding.failed("The certificate of " + host + " is not trusted here",
                    "Submit the certificate of the authority that signed it, in PEM form: your"
                            + " own authority's, or that of a proxy of yours that looks into TLS");
        }
        if (has(lower, "unknownhost", "unresolvedaddress")) {
            return Finding.failed("No host with the name " + host + " is known",
                    "Check the address for typing errors, and the DNS of Syncline's machine");
        }
        return Finding.failed(has(lower, "timeout", "timed out", "no answer within")
                ? host + " did not answer in time"
                : "No connection to " + host,
                "Check that Syncline's machine gets to " + host + " (firewall, proxy, DNS),"
                        + " then verify again");
    }

    /** The names and messages of an exception and its causes, for {@link #unreachable}. */
    public static String said(Throwable thrown) {
        StringBuilder said = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            said.append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage())
                    .append("; ");
            cause = cause.getCause();
        }
        return said.toString();
    }

    private static Meaning meaning(String causes, String words, String remedy) {
        return new Meaning(Arrays.asList(causes.split(" ")), words, remedy);
    }

    private static Finding failed(Meaning meaning, String cause) {
        return Finding.failed(REFUSED + meaning.words() + " (" + cause + ")", meaning.remedy());
    }

    private static boolean hasWord(String said, String word) {
        return Character.isLetter(word.charAt(0))
                && Pattern.compile("\\b" + word + "\\b").matcher(said).find();
    }

    private static boolean has(String said, String... parts) {
        return Arrays.stream(parts).anyMatch(said::contains);
    }

    /** Without the numbers that only Microsoft's support can use. */
    private static String shortened(String said) {
        String words = TRACE.matcher(said).replaceFirst("");
        return words.length() <= WORDS_MAX ? words : words.substring(0, WORDS_MAX) + "...";
    }
}
