package dev.appdb.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.policy.Decision.NeedsApprovals;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTallyTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T12:00:00Z");
    private static final NeedsApprovals TWO =
            new NeedsApprovals(2, new People(Set.of("*")), Duration.ofHours(1), "two", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        // each approval is user/plan/minutes after the request
        "'', 0, 2, false, false",
        "U1/p/5, 10, 1, false, false",
        "U1/p/5 U2/p/6, 10, 0, false, true",
        "U1/p/5 U1/p/6, 10, 1, false, false",
        "U1/p/5 U0/p/6, 10, 1, false, false",
        "U1/p/5 U2/other/6, 10, 1, false, false",
        "U1/p/5 U2/p/6, 59, 0, false, true",
        "U1/p/5 U2/p/6, 60, 0, true, false",
        "U1/p/5 U2/p/60, 61, 1, true, false",
        "U1/p/-1 U2/p/6, 10, 1, false, false",
        "U1/p/5 U2/p/6 U3/p/7, 10, 0, false, true"
    })
    void onlyOthersCountOnceForThisPlanAndInTime(
            String given, int minutesLater, int missing, boolean expired, boolean granted) {
        ApprovalTally tally =
                ApprovalTally.of(TWO, "U0", "p", ASKED, approvals(given), ASKED.plus(Duration.ofMinutes(minutesLater)));

        assertThat(tally.missing()).isEqualTo(missing);
        assertThat(tally.expired()).isEqualTo(expired);
        assertThat(tally.isGranted()).isEqualTo(granted);
    }

    @Test
    void thoseWhoCountAreNamedInTheirOrder() {
        ApprovalTally tally = ApprovalTally.of(TWO, "U0", "p", ASKED, approvals("U2/p/1 U0/p/2 U1/p/3"), ASKED);

        assertThat(tally.counted()).containsExactly("U2", "U1");
        assertThat(tally.expiresAt()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
    }

    private static List<Approval> approvals(String given) {
        return Arrays.stream(given.split(" ", -1))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("/", -1))
                .map(part -> new Approval(part[0], part[1], ASKED.plus(Duration.ofMinutes(Long.parseLong(part[2])))))
                .toList();
    }
}
