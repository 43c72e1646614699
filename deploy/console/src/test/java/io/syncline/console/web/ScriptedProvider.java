package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An OpenID provider on this machine that gives the ID token which a test tells it to give. */
final class ScriptedProvider implements AutoCloseable {

    static final String CLIENT = "console";
    static final String SECRET = "the console's secret, which is long enough for HS256";

    private final HttpServer server;
    private final RSAKey key = key("published");
    private Function<JWTClaimsSet.Builder, JWT> token = claims -> signed(key, claims.build());
    private String nonce = "";
    private Map<String, String> asked = Map.of();
    private @Nullable String proof;

    ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200,
                new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As a person would who signs in at the provider: it remembers the nonce that came along. */
    Map<String, String> signIn(URI at) {
        Map<String, String> query = parameters(at.getRawQuery());
        nonce = query.getOrDefault("nonce", "");
        return query;
    }

    /** Gives this token, from claims that are right. */
    void gives(Function<JWTClaimsSet.Builder, JWT> another) {
        token = another;
    }

    RSAKey publishedKey() {
        return key;
    }

    /** What the token endpoint was asked. */
    Map<String, String> asked() {
        return asked;
    }

    /** By what the client proved itself there. */
    @Nullable
    String proof() {
        return proof;
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignedJWT signed(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        asked = parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        proof = exchange.getRequestHeaders().getFirst("Authorization");
        Instant now = Instant.now();
        JWTClaimsSet.Builder right = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(CLIENT)
                .subject("subject-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("preferred_username", "jane@example.com")
                .claim("roles", List.of("operator"));
        answer(exchange, 200, """
                {"access_token": "of no use", "token_type": "Bearer", "id_token": "%s"}"""
                .formatted(token.apply(right).serialize()));
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
                 "subject_types_supported": ["public"],
                 "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer());
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
