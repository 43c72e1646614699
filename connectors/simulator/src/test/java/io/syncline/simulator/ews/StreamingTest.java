package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions, and the many envelopes of one answer. */
class StreamingTest {

    private static final String SUBSCRIBE = "<m:Subscribe><m:StreamingSubscriptionRequest>"
            + "<t:FolderIds>" + Soap.CONTACTS + "</t:FolderIds><t:EventTypes>"
            + "<t:EventType>CreatedEvent</t:EventType><t:EventType>ModifiedEvent</t:EventType>"
            + "<t:EventType>DeletedEvent</t:EventType></t:EventTypes>"
            + "</m:StreamingSubscriptionRequest></m:Subscribe>";
    private static final String DECLARATION = "<?xml";

    private ExchangeFixture tenant;

    @BeforeEach
    void start(@TempDir Path data) {
        tenant = new ExchangeFixture(data);
        tenant.admin("POST", "/admin/ews/streaming", "{\"minuteMillis\": 1500}");
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void tellsThatSomethingHappenedInAnEnvelopeOfItsOwn() throws IOException {
        String subscription = subscribe();

        try (InputStream answer = tenant.open(stream(subscription, 1))) {
            String made = tenant.done(Soap.create("<t:DisplayName>Jane</t:DisplayName>"))
                    .itemId();
            List<SoapAnswer> envelopes = envelopes(answer);

            envelopes.forEach(envelope -> Schemas.check(envelope.operation()));
            assertThat(envelopes.getFirst().the("//m:ConnectionStatus")).isEqualTo("OK");
            assertThat(envelopes.getLast().the("//m:ConnectionStatus")).isEqualTo("Closed");
            assertThat(envelopes.stream()
                    .flatMap(each -> each.all("//t:CreatedEvent/t:ItemId/@Id").stream()))
                    .containsExactly(made);
        }
    }

    @Test
    void beatsWhileNothingHappens() throws IOException {
        try (InputStream answer = tenant.open(stream(subscribe(), 2))) {
            assertThat(envelopes(answer)).hasSizeGreaterThan(2)
                    .allSatisfy(each -> assertThat(each.all("//t:Notification")).isEmpty());
        }
    }

    @Test
    void tellsLaterWhatHappenedBetweenTwoConnections() throws IOException {
        String subscription = subscribe();
        String made = tenant.done(Soap.create("<t:DisplayName>Jane</t:DisplayName>")).itemId();
        tenant.done(Soap.delete("HardDelete", made));

        try (InputStream answer = tenant.open(stream(subscription, 1))) {
            assertThat(envelopes(answer).stream()
                    .flatMap(each -> each.all("//t:DeletedEvent/t:ItemId/@Id").stream()))
                    .containsExactly(made);
        }
    }

    @Test
    void knowsASubscriptionUntilItEnds() {
        String subscription = subscribe();
        String end = "<m:Unsubscribe><m:SubscriptionId>" + subscription
                + "</m:SubscriptionId></m:Unsubscribe>";

        tenant.done(end);

        assertThat(tenant.send(end).codes()).containsExactly("ErrorSubscriptionNotFound");
        SoapAnswer lost = tenant.send(stream(subscription, 1));
        assertThat(lost.codes()).containsExactly("ErrorSubscriptionNotFound");
        assertThat(lost.the("//m:ErrorSubscriptionIds/t:SubscriptionId"))
                .isEqualTo(subscription);
    }

    @Test
    void forgetsSubscriptionsAtAFailover() {
        String subscription = subscribe();

        tenant.admin("DELETE", "/admin/ews/subscriptions", "");

        assertThat(tenant.send(stream(subscription, 1)).codes())
                .containsExactly("ErrorSubscriptionNotFound");
    }

    @Test
    void knowsASubscriptionAtTheServerThatKeepsItOnly() {
        String subscription = subscribe();

        assertThat(tenant.send(stream(subscription, 1), "X-BackEndOverrideCookie=elsewhere")
                .codes()).containsExactly("ErrorSubscriptionNotFound");
    }

    @Test
    void endsAStreamWithoutAWordWhenItIsBroken() throws IOException {
        tenant.admin("POST", "/admin/ews/streaming", "{\"minuteMillis\": 60000}");

        try (InputStream answer = tenant.open(stream(subscribe(), 1))) {
            tenant.admin("DELETE", "/admin/ews/streams", "");

            assertThat(envelopes(answer).getLast().the("//m:ConnectionStatus")).isEqualTo("OK");
        }
    }

    @Test
    void countsWhatIsOpenAtOnce() throws IOException {
        try (InputStream first = tenant.open(stream(subscribe(), 1));
                InputStream second = tenant.open(stream(subscribe(), 1))) {
            assertThat(tenant.admin("GET", "/admin/ews/open", "").path("streams").asInt())
                    .isEqualTo(2);
            first.readAllBytes();
            second.readAllBytes();
        }

        JsonNode open = tenant.admin("GET", "/admin/ews/open", "");
        assertThat(open.path("streams").asInt()).isZero();
        assertThat(open.path("streamsMax").asInt()).isEqualTo(2);
        assertThat(open.path("requestsMax").asInt()).isEqualTo(1);
    }

    private String subscribe() {
        return tenant.done(SUBSCRIBE).the("//m:SubscriptionId");
    }

    private static String stream(String subscription, int minutes) {
        return "<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>" + subscription
                + "</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>" + minutes
                + "</m:ConnectionTimeout></m:GetStreamingEvents>";
    }

    private static List<SoapAnswer> envelopes(InputStream answer) throws IOException {
        String all = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(all.split("<\\?xml", -1))
                .filter(part -> !part.isBlank())
                .map(part -> new SoapAnswer(200, DECLARATION + part))
                .collect(Collectors.toList());
    }
}
