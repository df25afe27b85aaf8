package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every part of appdb, as the SBOM of this build names them, has a license that is allowed. */
class LicensesIT {
    private static final Path SBOM = Path.of("target/sbom.json");

    @Test
    void everyPartHasAnAllowedLicense() throws Exception {
        assertThat(SBOM).as("the build makes it before the integration tests").isRegularFile();
        JsonNode sbom = new ObjectMapper().readTree(SBOM.toFile());

        assertThat(sbom.path("components").size()).isGreaterThan(50);
        assertThat(LicenseList.read().problems(sbom)).isEmpty();
    }
}
