package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollIntervalTest {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void looksSoonAtFirstAndLessOftenTheLongerNothingHappens() {
        PollInterval interval = new PollInterval();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waits.add(interval.next(false));
        }
        assertThat(waits).startsWith(SHORTEST).endsWith(LONGEST, LONGEST).isSorted();
        assertThat(waits.get(1)).isGreaterThan(SHORTEST);
    }

    @Test
    void looksSoonAgainAfterSomethingHappened() {
        PollInterval interval = new PollInterval();
        for (int i = 0; i < 12; i++) {
            interval.next(false);
        }
        assertThat(interval.next(true)).isEqualTo(SHORTEST);
        assertThat(interval.next(false)).isGreaterThan(SHORTEST).isLessThan(LONGEST);
    }

    /** The end of an operation is noticed within two thirds of its duration, and at most one longest interval late. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 25, 62, 122, 222, 595, 3_600})
    void whatTakesLongerIsNoticedLaterButNeverMuch(int seconds) {
        Duration took = Duration.ofSeconds(seconds);
        PollInterval interval = new PollInterval();
        Duration looked = Duration.ZERO;
        int looks = 0;
        while (looked.compareTo(took) < 0) {
            looked = looked.plus(interval.next(false));
            looks++;
        }
        assertThat(looked.minus(took))
                .isLessThanOrEqualTo(LONGEST)
                .isLessThanOrEqualTo(took.multipliedBy(2).dividedBy(3));
        assertThat(looks).isLessThanOrEqualTo(5 + seconds / 8 + 1);
    }
}
