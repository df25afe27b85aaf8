package dev.appdb.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
    private static final List<String> NAMES = List.of("vector", "pg_trgm", "uuid-ossp", "hstore", "cube");

    @ParameterizedTest
    @CsvSource({"app,app,0", "ap,app,1", "app,'',3", "kitten,sitting,3", "flaw,lawn,2"})
    void namesAreComparedByTheirEdits(String one, String other, int edits) {
        assertThat(NearestNames.distance(one, other)).isEqualTo(edits);
        assertThat(NearestNames.distance(other, one)).isEqualTo(edits);
    }

    @Test
    void theNearestIsTheOneWithTheFewestEdits() {
        assertThat(NearestNames.nearest("biling", List.of("app", "billing-api", "biting")))
                .contains("biting");
        assertThat(NearestNames.nearest("biling", List.of())).isEmpty();
    }

    @Test
    void aNameThatBeginsWithTheTypedLettersIsNearest() {
        assertThat(NearestNames.nearest("bill", List.of("bell", "app", "billing-api")))
                .contains("billing-api");
    }

    @Test
    void aLongerNameThatBeginsTheSameHidesNoLikelyMisspelling() {
        assertThat(NearestNames.misspelled("post", List.of("postgis", "cost"))).contains("cost");
        assertThat(NearestNames.misspelled("post", List.of("postgis"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pgvector, vector", "pg_trgrm, pg_trgm", "uuid, uuid-ossp", "hstor, hstore", "vectro, vector"})
    void theIntendedNameIsFirstAmongTheSimilarOnes(String typed, String intended) {
        assertThat(NearestNames.similar(typed, NAMES)).first().isEqualTo(intended);
    }

    @ParameterizedTest
    @CsvSource({"postgis", "xyz"})
    void aNameTooDifferentIsNotOffered(String typed) {
        assertThat(NearestNames.similar(typed, NAMES)).isEmpty();
    }
}
