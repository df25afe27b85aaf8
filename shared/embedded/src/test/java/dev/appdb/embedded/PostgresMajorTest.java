package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresMajorTest {

    @Test
    void anUnsupportedMajorIsRefusedWithAListOfThoseThereAre() {
        assertThatThrownBy(() -> new PostgresMajor(13))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PostgreSQL 13 is not supported here. Supported majors: 14, 15, 16, 17, 18.");
    }

    @Test
    void everySupportedMajorHasPinnedBinariesOfThatMajor() {
        assertThat(PostgresMajor.supported())
                .contains(PostgresMajor.DEFAULT)
                .isSorted()
                .allSatisfy(major -> assertThat(PinnedVersions.of(major)).startsWith(major + "."));
    }
}
