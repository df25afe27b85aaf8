package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY_EVENING = Instant.parse("2026-11-23T22:00:00Z");

    @Test
    void crontabsFiveFieldsAndSixWithSecondsMeanTheSameInTheirTimeZone() {
        Map.of(
                        "30 6 * * *", "2026-11-24T05:30:00Z",
                        "0 30 6 * * *", "2026-11-24T05:30:00Z",
                        "0 9 * * 1-5", "2026-11-24T08:00:00Z",
                        "0 9 * * MON", "2026-11-30T08:00:00Z",
                        "*/15 * * * *", "2026-11-23T22:15:00Z")
                .forEach((cron, next) -> assertThat(next(cron)).as(cron).isEqualTo(Instant.parse(next)));
    }

    private static Instant next(String cron) {
        return Crons.require(cron, BERLIN).getNextExecutionTime(ExecutionComplete.simulatedSuccess(MONDAY_EVENING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "every day", "61 * * * *", "* * * *", "0 0 0 0 0 0 0"})
    void whatIsNoneIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Crons.require(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("like 30 6 * * *");
    }
}
