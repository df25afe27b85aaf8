package dev.appdb.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Problem;
import org.junit.jupiter.api.Test;

class ProblemLabelsTest {
    @Test
    void aProblemWithLabelsNamesNoFlag() {
        assertThat(ProblemLabels.of(Problem.missing("--region", "Region to deploy to")))
                .isEqualTo("Region is missing");
        assertThat(ProblemLabels.of(Problem.wrong("--app-user, --migrator-user", "are the same")))
                .isEqualTo("App user, Migrator user: are the same");
        assertThat(ProblemLabels.of(Problem.wrong("--no-temporary", "goes with target aws only")))
                .isEqualTo("Temporary: goes with target aws only");
        assertThat(ProblemLabels.of(Problem.wrong("", "nothing was asked"))).isEqualTo("nothing was asked");
    }
}
