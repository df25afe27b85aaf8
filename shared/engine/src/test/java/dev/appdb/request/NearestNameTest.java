package dev.appdb.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"app,app,0", "ap,app,1", "app,'',3", "kitten,sitting,3", "flaw,lawn,2"})
    void namesAreComparedByTheirEdits(String one, String other, int edits) {
        assertThat(NearestName.distance(one, other)).isEqualTo(edits);
        assertThat(NearestName.distance(other, one)).isEqualTo(edits);
    }

    @Test
    void theNearestIsTheOneWithTheFewestEdits() {
        assertThat(NearestName.of("biling", List.of("app", "billing-api", "biting")))
                .contains("biting");
        assertThat(NearestName.of("biling", List.of())).isEmpty();
    }

    @Test
    void whatIsBegunIsNearest() {
        assertThat(NearestName.of("bill", List.of("bell", "app", "billing-api")))
                .contains("billing-api");
    }

    @Test
    void aLongerNameThatBeginsTheSameHidesNoLikelyMisspelling() {
        assertThat(NearestName.meant("post", List.of("postgis", "cost"))).contains("cost");
        assertThat(NearestName.meant("post", List.of("postgis"))).isEmpty();
    }
}
