package io.syncline.console.tenant;

import io.syncline.port.tenant.TenantSecret;
import io.syncline.service.access.CertificateFormat;
import io.syncline.service.access.CertificateFormat.Parsed;
import io.syncline.service.access.Trust;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the form of what an administrator filled in, before anything is asked of anybody, and names
 * the mistakes that people make.
 */
public final class SubmissionForm {

    /** The fields, as forms, JSON and the command line name them. */
    public static final String TENANT = "tenant";
    public static final String NAME = "name";
    public static final String REGION = "region";
    public static final String KIND = "kind";
    public static final String URL = "url";
    public static final String DIRECTORY_ID = "directory-id";
    public static final String CLIENT_ID = "client-id";
    public static final String SECRET = "secret";
    public static final String EXPIRES_ON = "expires-on";
    public static final String CERTIFICATE_PASSWORD = "certificate-password";
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
    public static final String TEST_MAILBOX = "test-mailbox";
    public static final String OUTSIDE_MAILBOX = "outside-mailbox";
    public static final String TRUSTED_CERTIFICATES = "trusted-certificates";
    /** A file, not a text. */
    public static final String CERTIFICATE = "certificate";

    /** The address of the page that makes a tenant. */
    private static final String RESERVED = "new";
    private static final int TEXT_MAX = 4_000;
    private static final int PEM_MAX = 100_000;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern GUID = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Set<String> PERSONAL = Set.of("outlook.com", "hotmail.com", "live.com",
            "msn.com", "gmail.com", "googlemail.com", "yahoo.com", "icloud.com", "me.com",
            "aol.com", "gmx.com", "gmx.net", "proton.me");

    private final Map<String, String> texts;
    private final Optional<byte[]> certificate;
    private final boolean keepsSecret;
    private final Instant now;
    private final List<FieldProblem> problems = new ArrayList<>();

    private SubmissionForm(Map<String, String> texts, Optional<byte[]> certificate,
            boolean keepsSecret, Instant now) {
        this.texts = texts;
        this.certificate = certificate;
        this.keepsSecret = keepsSecret;
        this.now = now;
    }

    /** What came of the check. */
    public sealed interface Checked {
        record Good(Submission submission) implements Checked {}

        /** @param problems all of them, so that nobody mends one at a time */
        record Bad(List<FieldProblem> problems) implements Checked {}
    }

    /**
     * @param texts by field; a field that is missing is empty
     * @param certificate the file, where one was chosen
     * @param keepsSecret whether a secret was submitted before, so that none need be given again
     */
    public static Checked check(Map<String, String> texts, Optional<byte[]> certificate,
            boolean keepsSecret, Instant now) {
        return new SubmissionForm(texts, certificate, keepsSecret, now).checked();
    }

    private Checked checked() {
        Optional<Kind> kind = Kind.of(text(KIND));
        if (kind.isEmpty()) {
            return new Checked.Bad(List.of(new FieldProblem(KIND,
                    "Choose one of graph, ews-online, ews-account and ews-server")));
        }
        Submission submission = submission(kind.get());
        return problems.isEmpty()
                ? new Checked.Good(submission)
                : new Checked.Bad(List.copyOf(problems));
    }

    private Submission submission(Kind kind) {
        String tenant = text(TENANT);
        require(!tenant.equals(RESERVED), TENANT, "The console has another use for this word;"
                + " choose another id");
        require(ID.matcher(tenant).matches(), TENANT, "Use 2 to 40 small letters, digits and"
                + " dashes, such as acme-realty");
        String region = text(REGION).isEmpty() ? "US" : text(REGION).toUpperCase(Locale.ROOT);
        require(Set.of(Locale.getISOCountries()).contains(region), REGION,
                "Give the two letters of a country, such as US");
        texts.keySet().forEach(this::limited);
        Optional<TenantSecret> secret = kind.isApplication() ? applicationSecret() : password();
        return new Submission(tenant, text(NAME).isEmpty() ? tenant : text(NAME), region, kind,
                kind == Kind.EWS_SERVER ? serverUrl() : "",
                kind.hasDirectory() ? directoryId() : "",
                kind.hasDirectory() ? clientId() : "",
                kind.isAccount()
                        ? required(USERNAME, "Give the service account's sign-in name")
                        : "",
                secret, expiresAt(secret), mailbox(TEST_MAILBOX), outsideMailbox(),
                trustedCertificates());
    }

    private String directoryId() {
        String id = required(DIRECTORY_ID,
                "Give the Directory (tenant) ID from the application's overview page");
        require(id.isEmpty() || GUID.matcher(id).matches() || DOMAIN.matcher(id).matches(),
                DIRECTORY_ID, "A Directory (tenant) ID looks like"
                        + " 8-4-4-4-12 hexadecimal digits, or is a domain of your organisation");
        return id;
    }

    private String clientId() {
        String id = required(CLIENT_ID,
                "Give the Application (client) ID from the application's overview page");
        require(id.isEmpty() || GUID.matcher(id).matches(), CLIENT_ID,
                "An Application (client) ID looks like 8-4-4-4-12 hexadecimal digits");
        require(id.isEmpty() || !id.equalsIgnoreCase(text(DIRECTORY_ID)), CLIENT_ID,
                "This is the Directory (tenant) ID again; the Application (client) ID stands"
                        + " beside it on the application's overview page");
        return id;
    }

    private Optional<TenantSecret> applicationSecret() {
        String secret = text(SECRET);
        if (!secret.isEmpty() && certificate.isPresent()) {
            problem(SECRET, "Give either a client secret or a certificate, not both");
        }
        if (certificate.isPresent()) {
            return Optional.of(new TenantSecret.CertificateFile(certificate.get(),
                    texts.getOrDefault(CERTIFICATE_PASSWORD, "")));
        }
        if (secret.isEmpty()) {
            require(keepsSecret, SECRET, "Give the client secret's Value, or a certificate");
            return Optional.empty();
        }
        require(!GUID.matcher(secret).matches(), SECRET, "This is the Secret ID. Copy what stands"
                + " in the column Value; it is shown only right after the secret is made, so make"
                + " a new one if it is hidden");
        return Optional.of(new TenantSecret.ClientSecret(secret));
    }

    private Optional<TenantSecret> password() {
        String password = texts.getOrDefault(PASSWORD, "");
        require(keepsSecret || !password.isEmpty(), PASSWORD,
                "Give the service account's password");
        return password.isEmpty()
                ? Optional.empty()
                : Optional.of(new TenantSecret.Password(password));
    }

    /** A certificate says by itself when it ends; a password may have no end. */
    private Optional<Instant> expiresAt(Optional<TenantSecret> secret) {
        if (secret.orElse(
                null) instanceof TenantSecret.CertificateFile(byte[] file, String password)) {
            return certificateEnd(file, password);
        }
        String day = text(EXPIRES_ON);
        if (day.isEmpty()) {
            require(!(secret.orElse(null) instanceof TenantSecret.ClientSecret), EXPIRES_ON,
                    "Give the day on which the secret expires; it stands beside its Value");
            return Optional.empty();
        }
        try {
            Instant end = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
            require(end.isAfter(now), EXPIRES_ON, "This day is over: the secret has expired. Make"
                    + " a new one");
            return Optional.of(end);
        } catch (DateTimeParseException e) {
            problem(EXPIRES_ON, "Give a day such as 2027-11-30");
            return Optional.empty();
        }
    }

    private Optional<Instant> certificateEnd(byte[] file, String password) {
        return switch (CertificateFormat.read(file, password)) {
            case Parsed.Read read -> {
                Instant end = read.certificate().own().getNotAfter().toInstant();
                require(end.isAfter(now), CERTIFICATE, "This certificate expired on " + end);
                yield Optional.of(end);
            }
            case Parsed.Refused(String why) -> {
                problem(CERTIFICATE, "The certificate cannot be used: " + why);
                yield Optional.empty();
            }
        };
    }

    private String mailbox(String field) {
        String address = required(field, "Give the address of a standard user's mailbox that is"
                + " there for tests");
        checkAddress(field, address);
        return address.toLowerCase(Locale.ROOT);
    }

    private Optional<String> outsideMailbox() {
        String address = text(OUTSIDE_MAILBOX);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        checkAddress(OUTSIDE_MAILBOX, address);
        require(!address.equalsIgnoreCase(text(TEST_MAILBOX)), OUTSIDE_MAILBOX,
                "This is the test mailbox, which must be open; name one that must stay closed");
        return Optional.of(address.toLowerCase(Locale.ROOT));
    }

    private void checkAddress(String field, String address) {
        if (address.isEmpty()) {
            return;
        }
        require(ADDRESS.matcher(address).matches(), field, "This is no e-mail address");
        String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        require(!PERSONAL.contains(domain), field, "An address at " + domain + " is a personal"
                + " one; name a mailbox of your organisation");
    }

    private String serverUrl() {
        String url = required(URL,
                "Give the EWS URL, such as https://mail.example.com/EWS/Exchange.asmx");
        if (!url.isEmpty()) {
            try {
                URI uri = URI.create(url);
                require("https".equals(uri.getScheme()) && uri.getHost() != null, URL,
                        "The EWS URL must begin with https:// and name a host");
            } catch (IllegalArgumentException e) {
                problem(URL, "This is no URL");
            }
        }
        return url;
    }

    private Optional<String> trustedCertificates() {
        String pem = text(TRUSTED_CERTIFICATES);
        if (pem.isEmpty()) {
            return Optional.empty();
        }
        try {
            Trust.with(Optional.of(pem));
        } catch (IllegalArgumentException e) {
            problem(TRUSTED_CERTIFICATES, "Paste certificates in PEM form: -----BEGIN"
                    + " CERTIFICATE----- and so on");
        }
        return Optional.of(pem);
    }

    private String required(String field, String message) {
        require(!text(field).isEmpty(), field, message);
        return text(field);
    }

    private void limited(String field) {
        int max = field.equals(TRUSTED_CERTIFICATES) ? PEM_MAX : TEXT_MAX;
        require(texts.getOrDefault(field, "").length() <= max, field,
                "This is longer than " + max + " characters");
    }

    private String text(String field) {
        return texts.getOrDefault(field, "").strip();
    }

    private void require(boolean good, String field, String message) {
        if (!good) {
            problem(field, message);
        }
    }

    private void problem(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }
}
