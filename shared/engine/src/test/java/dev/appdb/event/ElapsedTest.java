package dev.appdb.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ElapsedTest {

    @Test
    void aDurationReadsByItsSize() {
        assertThat(Elapsed.text(Duration.ofMillis(-5))).isEqualTo("0.0 s");
        assertThat(Elapsed.text(Duration.ofMillis(449))).isEqualTo("0.4 s");
        assertThat(Elapsed.text(Duration.ofMillis(9_999))).isEqualTo("9.9 s");
        assertThat(Elapsed.text(Duration.ofSeconds(10))).isEqualTo("10 s");
        assertThat(Elapsed.text(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Elapsed.text(Duration.ofMinutes(62))).isEqualTo("1 h 02 min");
        assertThat(Elapsed.text(Duration.ofHours(50))).isEqualTo("50 h 00 min");
    }
}
