package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.simulator.mailbox.Mutation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Each mutant is wrong in the way that it names, and an honest tenant is not. */
@Tag("soak")
class MutantsTest {

    private static final String JANE = "<t:Body BodyType=\"Text\">Notes</t:Body>"
            + Soap.stamp("t/m/jane") + "<t:DisplayName>Jane</t:DisplayName>";
    private static final String JOB = Soap.set(Soap.field("contacts:JobTitle"),
            "<t:JobTitle>Agent</t:JobTitle>");

    private static final Map<EwsMutation, Predicate<ExchangeFixture>> WRONG = Map.of(
            EwsMutation.ACCEPTS_STALE_CHANGE_KEYS, tenant -> {
                SoapAnswer made = tenant.done(Soap.create(JANE));
                tenant.done(Soap.update(made.itemId(), made.changeKey(), JOB));
                return tenant.send(Soap.update(made.itemId(), made.changeKey(), JOB))
                        .codes()
                        .contains("NoError");
            },
            EwsMutation.ANSWERS_OLD_CHANGE_KEYS, tenant -> {
                SoapAnswer made = tenant.done(Soap.create(JANE));
                return tenant.done(Soap.update(made.itemId(), made.changeKey(), JOB))
                        .changeKey()
                        .equals(made.changeKey());
            },
            EwsMutation.EMPTIES_SYNC_STATES,
            tenant -> tenant.done(Soap.sync("", 1)).syncState().isEmpty(),
            EwsMutation.ENDS_SYNCS_EARLY, tenant -> {
                tenant.done(Soap.create(JANE));
                tenant.done(Soap.create(JANE));
                return tenant.done(Soap.sync("", 1))
                        .the("//m:IncludesLastItemInRange")
                        .equals("true");
            },
            EwsMutation.HIDES_BODIES,
            tenant -> shown(tenant, Soap.EVERYTHING).all("//t:Body").isEmpty(),
            EwsMutation.KEEPS_IDS_ON_MOVES, tenant -> {
                String id = tenant.done(Soap.create(JANE)).itemId();
                return tenant.done(Soap.transfer("MoveItem", tenant.addFolder("Away"), id))
                        .itemId()
                        .equals(id);
            },
            EwsMutation.REVERSES_ANSWERS, tenant -> {
                List<String> ids = List.of(tenant.done(Soap.create(JANE)).itemId(),
                        tenant.done(Soap.create(JANE)).itemId());
                return !tenant.done(Soap.get(Soap.ID_ONLY, ids.toArray(String[]::new)))
                        .itemIds()
                        .equals(ids);
            },
            EwsMutation.IGNORES_RESTRICTIONS, tenant -> {
                tenant.done(Soap.create(JANE));
                return !tenant
                        .done(Soap.find(Soap.CONTACTS, Soap.isEqual(Soap.STAMP, "another")))
                        .itemIds()
                        .isEmpty();
            },
            EwsMutation.IGNORES_FIELD_DELETES, tenant -> {
                SoapAnswer made = tenant.done(Soap.create(JANE));
                tenant.done(Soap.update(made.itemId(), made.changeKey(),
                        Soap.clear(Soap.field("item:Body"))));
                return !tenant.done(Soap.get(Soap.EVERYTHING, made.itemId()))
                        .the("//t:Body")
                        .isEmpty();
            });

    static final List<Mutation> SHARED = List.of(Mutation.FORGETS_STAMPS,
            Mutation.HIDES_PRIVATE_MARKS);

    @ParameterizedTest
    @EnumSource
    void isWrongInItsWay(EwsMutation mutation, @TempDir Path wrong, @TempDir Path honest) {
        Predicate<ExchangeFixture> isWrong = WRONG.get(mutation);
        assertThat(isWrong).isNotNull();

        try (ExchangeFixture tenant = new ExchangeFixture(wrong, mutation)) {
            assertThat(isWrong).accepts(tenant);
        }
        try (ExchangeFixture tenant = new ExchangeFixture(honest)) {
            assertThat(isWrong).rejects(tenant);
        }
    }

    @ParameterizedTest
    @FieldSource("SHARED")
    void hidesWhatItHidesFromGraphToo(Mutation mutation, @TempDir Path data) {
        try (ExchangeFixture tenant = new ExchangeFixture(data, mutation)) {
            SoapAnswer shown = shown(tenant, Soap.EVERYTHING + "<t:AdditionalProperties>"
                    + Soap.STAMP + "</t:AdditionalProperties>");

            assertThat(shown.all(mutation == Mutation.FORGETS_STAMPS
                    ? "//t:ExtendedProperty"
                    : "//t:Sensitivity")).isEmpty();
        }
    }

    @Test
    void findsNothingPrivateWhereTheMarksAreHidden(@TempDir Path data) {
        try (ExchangeFixture tenant = new ExchangeFixture(data, Mutation.HIDES_PRIVATE_MARKS)) {
            tenant.done(Soap.create("<t:Sensitivity>Private</t:Sensitivity>"));

            assertThat(tenant.done(Soap.find(Soap.CONTACTS,
                    Soap.isEqual(Soap.field("item:Sensitivity"), "Private"))).itemIds())
                    .isEmpty();
        }
    }

    private static SoapAnswer shown(ExchangeFixture tenant, String shape) {
        return tenant.done(Soap.get(shape, tenant.done(Soap.create(JANE)).itemId()));
    }
}
