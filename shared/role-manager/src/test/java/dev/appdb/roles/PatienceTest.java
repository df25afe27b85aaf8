package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void pausesGrowUpToTheLongestAndVary() {
        Patience patience = new Patience(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                5,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                pause -> {},
                new SplittableRandom(42));
        for (int i = 0; i < 200; i++) {
            assertThat(patience.pauseAfter(1)).isLessThanOrEqualTo(Duration.ofMillis(20));
            assertThat(patience.pauseAfter(2)).isLessThanOrEqualTo(Duration.ofMillis(40));
            assertThat(patience.pauseAfter(50)).isLessThanOrEqualTo(Duration.ofMillis(100));
        }
        assertThat(patience.pauseAfter(9)).isNotEqualTo(patience.pauseAfter(9));
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        Patience good = Patience.standard();
        assertThatThrownBy(() -> new Patience(
                        Duration.ZERO,
                        good.lockTimeout(),
                        1,
                        good.firstPause(),
                        good.longestPause(),
                        good.sleeper(),
                        good.random()))
                .hasMessageContaining("1 ms or more");
    }
}
