package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
    private static final List<String> NAMES = List.of("vector", "pg_trgm", "uuid-ossp", "hstore", "cube");

    @ParameterizedTest
    @CsvSource({"pgvector, vector", "pg_trgrm, pg_trgm", "uuid, uuid-ossp", "hstor, hstore", "vectro, vector"})
    void what_was_meant_is_found(String wanted, String meant) {
        assertThat(NearestNames.to(wanted, NAMES)).first().isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"postgis", "xyz"})
    void what_is_too_far_is_not_offered(String wanted) {
        assertThat(NearestNames.to(wanted, NAMES)).isEmpty();
    }
}
