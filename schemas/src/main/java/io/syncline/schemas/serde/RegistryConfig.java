package io.syncline.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The serializer's settings, under the names that Confluent's serializers use, so that one can take
 * the other's place. Defaults differ in one point: schemas are never registered unless asked.
 */
public final class RegistryConfig extends AbstractConfig {

    public static final String URL = "schema.registry.url";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String USE_LATEST = "use.latest.version";
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_USER = "basic.auth.user.info";
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_TOKEN = "bearer.auth.token";
    public static final String TRUSTSTORE = "schema.registry.ssl.truststore.location";
    public static final String TRUSTSTORE_PASSWORD = "schema.registry.ssl.truststore.password";
    public static final String TRUSTSTORE_TYPE = "schema.registry.ssl.truststore.type";
    public static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";
    public static final String RETRIES_MAX = "max.retries";
    public static final String RETRY_WAIT_MS = "retries.wait.ms";
    public static final String RETRY_WAIT_MAX_MS = "retries.max.wait.ms";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, Type.LIST, Importance.HIGH, "Base URLs, tried in turn.")
            .define(AUTO_REGISTER, Type.BOOLEAN, false, Importance.MEDIUM,
                    "Registers a schema that the registry does not know.")
            .define(USE_LATEST, Type.BOOLEAN, false, Importance.LOW,
                    "Not supported: a value is always written with its own schema.")
            .define("value.subject.name.strategy", Type.STRING, "TopicNameStrategy",
                    Importance.LOW, "Only TopicNameStrategy: <topic>-value.")
            .define("specific.avro.reader", Type.BOOLEAN, true, Importance.LOW,
                    "Only true: values are read into generated classes.")
            .define(BASIC_SOURCE, Type.STRING, "URL", ValidString.in("URL", "USER_INFO"),
                    Importance.MEDIUM, "Where basic credentials come from.")
            .define(BASIC_USER, Type.PASSWORD, "", Importance.MEDIUM, "user:password")
            .define(BEARER_SOURCE, Type.STRING, "", ValidString.in("", "STATIC_TOKEN"),
                    Importance.MEDIUM, "STATIC_TOKEN sends the bearer token.")
            .define(BEARER_TOKEN, Type.PASSWORD, "", Importance.MEDIUM, "The bearer token.")
            .define(TRUSTSTORE, Type.STRING, "", Importance.MEDIUM,
                    "A key store with the authorities to trust instead of the JDK's.")
            .define(TRUSTSTORE_PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "Its password.")
            .define(TRUSTSTORE_TYPE, Type.STRING, "PKCS12", Importance.LOW,
                    "Its type: PKCS12, JKS, or PEM for plain certificates without a password.")
            .define(CONNECT_TIMEOUT_MS, Type.INT, 5_000, Range.atLeast(1), Importance.LOW,
                    "How long to wait for a connection.")
            .define(READ_TIMEOUT_MS, Type.INT, 10_000, Range.atLeast(1), Importance.LOW,
                    "How long to wait for an answer.")
            .define(RETRIES_MAX, Type.INT, 8, Range.atLeast(0), Importance.LOW,
                    "Tries after the first before giving up.")
            .define(RETRY_WAIT_MS, Type.LONG, 200L, Range.atLeast(0), Importance.LOW,
                    "Wait before the first retry; doubles each time.")
            .define(RETRY_WAIT_MAX_MS, Type.LONG, 5_000L, Range.atLeast(0), Importance.LOW,
                    "The longest wait.");

    /**
     * @throws ConfigException naming the setting that is missing, malformed or not supported
     */
    public RegistryConfig(Map<?, ?> settings) {
        super(DEFINITION, settings, false);
        refuse(USE_LATEST, getBoolean(USE_LATEST));
        refuse("specific.avro.reader", !getBoolean("specific.avro.reader"));
        refuse("value.subject.name.strategy",
                !getString("value.subject.name.strategy").endsWith("TopicNameStrategy"));
        if (getList(URL).isEmpty()) {
            throw new ConfigException(URL, "", "needs at least one URL");
        }
    }

    List<String> urls() {
        return getList(URL).stream().map(url -> url.replaceAll("/+$", "")).toList();
    }

    boolean autoRegister() {
        return getBoolean(AUTO_REGISTER);
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getInt(CONNECT_TIMEOUT_MS));
    }

    Duration readTimeout() {
        return Duration.ofMillis(getInt(READ_TIMEOUT_MS));
    }

    int retriesMax() {
        return getInt(RETRIES_MAX);
    }

    /** How long to wait before retry number {@code retry}, counted from 1. */
    Duration retryWait(int retry) {
        long doubled = getLong(RETRY_WAIT_MS) << Math.min(retry - 1, 16);
        return Duration.ofMillis(Math.min(doubled, getLong(RETRY_WAIT_MAX_MS)));
    }

    /** The Authorization header, if credentials are set. */
    Optional<String> authorization() {
        if (getString(BEARER_SOURCE).equals("STATIC_TOKEN")) {
            return Optional.of("Bearer " + getPassword(BEARER_TOKEN).value());
        }
        if (getString(BASIC_SOURCE).equals("USER_INFO")) {
            byte[] user = getPassword(BASIC_USER).value().getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(user));
        }
        return Optional.empty();
    }

    Optional<String> truststore() {
        return Optional.of(getString(TRUSTSTORE)).filter(location -> !location.isEmpty());
    }

    Password truststorePassword() {
        return getPassword(TRUSTSTORE_PASSWORD);
    }

    String truststoreType() {
        return getString(TRUSTSTORE_TYPE);
    }

    private void refuse(String name, boolean refused) {
        if (refused) {
            throw new ConfigException(name, get(name), "is not supported by this serializer");
        }
    }
}
