package io.syncline.port.tenant;

import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SecretsConfig;
import io.syncline.service.secret.MasterKeys;
import io.syncline.service.secret.Opened;
import io.syncline.service.secret.Vault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Seals and opens tenants' credentials; each is bound to its tenant, provider and name. */
public final class Sealing {

    private final Vault vault;

    public Sealing(Vault vault) {
        this.vault = vault;
    }

    /** What came of opening an access. */
    public sealed interface Result {
        record Open(OpenAccess access) implements Result {}

        /** @param why for an operator; shows nothing of the secret */
        record Closed(String why) implements Result {}
    }

    /** By the configured keys; nothing where the configuration names no master key. */
    public static Optional<Sealing> of(SecretsConfig config) {
        return MasterKeys.now(config).map(master -> {
            Vault vault = Vault.of(master, config.keyFolder());
            return new Sealing(MasterKeys.former(config).map(vault::alsoReading).orElse(vault));
        });
    }

    /** @throws ConfigException if the configuration names no master key, with the way out */
    public static Sealing required(SecretsConfig config) {
        return of(config).orElseThrow(() -> new ConfigException("Missing setting"
                + " secrets.masterKeyFile: tenants' credentials are sealed with it; make one with:"
                + " openssl rand -base64 32 > master.key"));
    }

    public Vault vault() {
        return vault;
    }

    /** Seals a credential; makes the tenant's key if it has none yet. */
    public SealedCredential seal(String tenant, String provider, String id, TenantSecret secret,
            Optional<Instant> expiresAt, Instant now) {
        vault.keys().create(tenant);
        byte[] clear = secret.bytes();
        try {
            return SealedCredential.newBuilder()
                    .setId(id)
                    .setKind(secret.kind())
                    .setSealed(ByteBuffer.wrap(
                            vault.seal(tenant, purpose(provider, id), clear)))
                    .setExpiresAt(expiresAt.orElse(null))
                    .setSubmittedAt(now)
                    .build();
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** Opens an access by one of its credentials. */
    public Result open(Tenant tenant, Access access, SealedCredential credential,
            Duration requestTimeout) {
        byte[] sealed = new byte[credential.getSealed().remaining()];
        credential.getSealed().duplicate().get(sealed);
        return switch (vault.open(tenant.getTenant(),
                purpose(access.getProvider(), credential.getId()), sealed)) {
            case Opened.Plaintext(byte[] clear) -> {
                TenantSecret secret = TenantSecret.of(credential.getKind(), clear);
                Arrays.fill(clear, (byte) 0);
                yield new Result.Open(new OpenAccess(access, secret,
                        tenant.getDefaultRegion().orElse(OpenAccess.DEFAULT_REGION),
                        requestTimeout));
            }
            case Opened.Destroyed() -> new Result.Closed("The tenant's key is destroyed");
            case Opened.Unreadable(String why) -> new Result.Closed(why);
        };
    }

    private static String purpose(String provider, String id) {
        return "credential/" + provider + "/" + id;
    }
}
