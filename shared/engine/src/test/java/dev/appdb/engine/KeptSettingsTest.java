package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptSettingsTest {
    private static final KeptSettings PAUSING = new KeptSettings(Map.of(
            "target",
            "aws",
            "region",
            "us-west-2",
            "min-capacity",
            "0",
            "auto-pause",
            "600",
            "extension",
            "vector=on"));

    private static Map<String, String> with(Map<String, String> given) {
        return PAUSING.with(new AppName("shop"), new EnvironmentName("dev"), given)
                .values();
    }

    @Test
    void theCommandsOwnAnswersWinOverThoseKept() {
        assertThat(with(Map.of("region", "us-east-1")))
                .isEqualTo(Map.of(
                        "app-name",
                        "shop",
                        "environment",
                        "dev",
                        "target",
                        "aws",
                        "region",
                        "us-east-1",
                        "min-capacity",
                        "0",
                        "auto-pause",
                        "600"));
    }

    @Test
    void settingsOfATargetThatTheEnvironmentNoLongerHasAreDropped() {
        assertThat(with(Map.of("target", "local")))
                .isEqualTo(Map.of("app-name", "shop", "environment", "dev", "target", "local", "region", "us-west-2"));
    }

    @Test
    void aClusterThatNoLongerPausesHasNoAutoPause() {
        assertThat(with(Map.of("min-capacity", "1"))).doesNotContainKey("auto-pause");
    }

    @Test
    void anAutoPauseThatIsGivenStaysSoThatItIsRefused() {
        assertThat(with(Map.of("min-capacity", "1", "auto-pause", "900"))).containsEntry("auto-pause", "900");
    }

    @Test
    void anAutoPauseThatIsKeptHoldsForACapacityThatIsNotGiven() {
        assertThat(with(Map.of("max-capacity", "8"))).containsEntry("auto-pause", "600");
    }

    @Test
    void extensionsAreThoseOfTheCommandOnly() {
        assertThat(with(Map.of())).doesNotContainKey("extension");
        assertThat(with(Map.of("extension", "pg_trgm=on"))).containsEntry("extension", "pg_trgm=on");
    }
}
