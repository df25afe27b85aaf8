package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
    @Test
    void anotherReplicaGoesOnWithinThirtySeconds() {
        assertThat(JobSettings.standard("one").longestTakeOver()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
}
