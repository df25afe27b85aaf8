package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void aStepMayTakeWhatIsLeftLessTheTimeToAnswer() {
        assertThat(new Deadline(() -> 30_000).left()).isEqualTo(Duration.ofMillis(28_500));
    }

    @Test
    void aLateStepStillHasASecond() {
        assertThat(new Deadline(() -> 10).left()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Deadline(() -> -5).left()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStepThatNeedsLessGetsLess() {
        assertThat(new Deadline(() -> 30_000).leftOrAtMost(Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(new Deadline(() -> 3_500).leftOrAtMost(Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(2));
    }
}
