package io.syncline.port.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.registry.CredentialKind;
import io.syncline.service.access.CertificateFormat;
import io.syncline.service.access.CertificateFormat.Parsed;
import io.syncline.service.access.Credential;
import java.io.IOException;

/** What proves that we may reach a tenant's mailboxes; none of it is ever shown. */
public sealed interface TenantSecret {

    /** What is sealed. */
    byte[] bytes();

    /** What the registry calls it. */
    CredentialKind kind();

    /** An application's client secret. */
    record ClientSecret(String value) implements TenantSecret {
        @Override
        public byte[] bytes() {
            return value.getBytes(UTF_8);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.SECRET;
        }

        @Override
        public String toString() {
            return "ClientSecret[hidden]";
        }
    }

    /**
     * An application's certificate with its key.
     *
     * @param file a PFX or PEM file, as it was submitted
     * @param password of a PFX file; empty where it has none
     */
    record CertificateFile(byte[] file, String password) implements TenantSecret {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public byte[] bytes() {
            ObjectNode json = JSON.createObjectNode()
                    .put("file", file)
                    .put("password", password);
            return json.toString().getBytes(UTF_8);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.CERTIFICATE;
        }

        @Override
        public String toString() {
            return "CertificateFile[hidden]";
        }

        private static CertificateFile of(byte[] bytes) {
            try {
                JsonNode json = JSON.readTree(bytes);
                return new CertificateFile(json.path("file").binaryValue(),
                        json.path("password").asText());
            } catch (IOException e) {
                throw new IllegalArgumentException("A sealed certificate is damaged", e);
            }
        }
    }

    /** A service account's password. */
    record Password(String value) implements TenantSecret {
        @Override
        public byte[] bytes() {
            return value.getBytes(UTF_8);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.PASSWORD;
        }

        @Override
        public String toString() {
            return "Password[hidden]";
        }
    }

    /** @throws IllegalArgumentException if the bytes are not of this kind */
    static TenantSecret of(CredentialKind kind, byte[] bytes) {
        return switch (kind) {
            case SECRET -> new ClientSecret(new String(bytes, UTF_8));
            case CERTIFICATE -> CertificateFile.of(bytes);
            case PASSWORD -> new Password(new String(bytes, UTF_8));
            case UNKNOWN -> throw new IllegalArgumentException(
                    "This build does not know the kind of a sealed credential");
        };
    }

    /**
     * An application's proof.
     *
     * @throws IllegalArgumentException if it is a password, or a damaged certificate
     */
    default Credential credential() {
        return switch (this) {
            case ClientSecret(String value) -> new Credential.Secret(value);
            case CertificateFile(byte[] file, String password) -> switch (CertificateFormat
                    .read(file, password)) {
                case Parsed.Read(Credential.Certificate certificate) -> certificate;
                case Parsed.Refused(String why) -> throw new IllegalArgumentException(
                        "The certificate: " + why);
            };
            case Password password -> throw new IllegalArgumentException(
                    "An application signs in with a secret or a certificate, not a password");
        };
    }

    /**
     * A service account's proof.
     *
     * @throws IllegalArgumentException if it is another's
     */
    default String password() {
        if (this instanceof Password(String value)) {
            return value;
        }
        throw new IllegalArgumentException("A service account signs in with a password");
    }
}
