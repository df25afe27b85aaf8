package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
    @Test
    void anotherReplicaGoesOnWithinThirtySeconds() {
        JobSettings settings = JobSettings.standard("one");
        Duration takeOver = settings.heartbeat()
                .multipliedBy(JobSettings.MISSED_HEARTBEATS + 2)
                .plus(settings.polling());

        assertThat(takeOver).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
}
