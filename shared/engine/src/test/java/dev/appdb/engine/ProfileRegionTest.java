package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Region of an AWS profile. */
class ProfileRegionTest {
    @TempDir
    Path home;

    @BeforeEach
    void write() throws Exception {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), """
                [default]
                region = us-east-1
                [profile dev]
                output = json
                region=eu-central-1
                [sso-session dev2]
                region = us-west-2
                """);
        Files.writeString(home.resolve(".aws/credentials"), "[both]\nregion = eu-west-3\n");
    }

    private Optional<Answer> region(String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return ProfileRegion.of(environment);
    }

    @Test
    void isNamedWithItsProfile() {
        assertThat(region()).contains(new Answer("us-east-1", "from AWS profile default"));
        assertThat(region("AWS_PROFILE", "dev")).contains(new Answer("eu-central-1", "from AWS profile dev"));
        assertThat(region("AWS_PROFILE", "both")).contains(new Answer("eu-west-3", "from AWS profile both"));
    }

    @Test
    void isNoneWhereTheProfileNamesNoneOrIsNotThere() {
        assertThat(region("AWS_PROFILE", "gone")).isEmpty();
        assertThat(region("AWS_PROFILE", "dev2")).isEmpty();
        assertThat(region("AWS_CONFIG_FILE", home.resolve("nope").toString())).isEmpty();
        assertThat(ProfileRegion.of(Map.of())).isEmpty();
    }

    @Test
    void isReadFromTheFileThatTheEnvironmentNames() throws Exception {
        Files.writeString(home.resolve("other"), "[profile dev]\nregion = ca-central-1\n");

        assertThat(region("AWS_PROFILE", "dev", "AWS_CONFIG_FILE", "~/other"))
                .contains(new Answer("ca-central-1", "from AWS profile dev"));
    }
}
