package dev.appdb.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Problem;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void aProblemWithLabelsNamesNoFlag() {
        assertThat(Settings.withLabels(Problem.missing("--region", "Region to deploy to")))
                .isEqualTo("Region is missing");
        assertThat(Settings.withLabels(Problem.wrong("--app-user, --migrator-user", "are the same")))
                .isEqualTo("App user, Migrator user: are the same");
        assertThat(Settings.withLabels(Problem.wrong("--no-temporary", "goes with target aws only")))
                .isEqualTo("Temporary: goes with target aws only");
        assertThat(Settings.withLabels(Problem.wrong("", "nothing was asked"))).isEqualTo("nothing was asked");
    }
}
