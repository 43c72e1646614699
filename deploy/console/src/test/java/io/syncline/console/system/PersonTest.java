package io.syncline.console.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final Person ADA = new Person("Ada Lin", "Ada Lin",
            List.of("ada@example.com"), Set.of("+12025550101"));

    @Test
    void mayBeWhoeverSharesAnAddress() {
        assertThat(ADA.mayBe(new Person("A. Lin", "", List.of("ADA@example.com"), Set.of())))
                .isTrue();
    }

    @Test
    void mayBeWhoeverSharesNameWithNumber() {
        assertThat(ADA.mayBe(new Person("", "ada lin", List.of(), Set.of("+12025550101"))))
                .isTrue();
    }

    @Test
    void isNobodyWhoSharesANumberAlone() {
        assertThat(ADA.mayBe(new Person("", "", List.of(), Set.of("+12025550101")))).isFalse();
    }

    @Test
    void isNobodyOfAContradictingName() {
        assertThat(ADA.mayBe(new Person("Bo Lin", "Bo Lin", List.of("ada@example.com"), Set.of())))
                .isFalse();
    }

    @Test
    void showsNobodysDataByItself() {
        assertThat(ADA.toString()).doesNotContain("Ada", "example.com");
    }
}
