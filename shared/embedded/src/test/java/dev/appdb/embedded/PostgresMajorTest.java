package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresMajorTest {

    @Test
    void an_unsupported_major_is_refused_with_a_list_of_those_there_are() {
        assertThatThrownBy(() -> new PostgresMajor(13))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PostgreSQL 13 is not supported here. Supported majors: 14, 15, 16, 17, 18.");
    }

    @Test
    void every_supported_major_has_pinned_binaries_of_that_major() {
        assertThat(PostgresMajor.supported())
                .contains(PostgresMajor.DEFAULT)
                .isSorted()
                .allSatisfy(major -> assertThat(PinnedVersions.of(major)).startsWith(major + "."));
    }
}
