package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.Sleeper;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransactionPolicyTest {

    @Test
    void pausesGrowUpToTheLongestAndVary() {
        TransactionPolicy policy = TransactionPolicy.standard(Sleeper.THREAD, new SplittableRandom(42));
        for (int i = 0; i < 200; i++) {
            assertThat(policy.retries().pauseAfter(1)).isLessThanOrEqualTo(Duration.ofMillis(20));
            assertThat(policy.retries().pauseAfter(2)).isLessThanOrEqualTo(Duration.ofMillis(40));
            assertThat(policy.retries().pauseAfter(50)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(policy.retries().pauseAfter(9)).isNotEqualTo(policy.retries().pauseAfter(9));
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        TransactionPolicy good = TransactionPolicy.standard();
        assertThatThrownBy(() -> good.within(Duration.ZERO, good.lockTimeout())).hasMessageContaining("1 ms or more");
    }
}
