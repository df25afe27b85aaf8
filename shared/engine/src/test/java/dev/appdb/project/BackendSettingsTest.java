package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSettingsTest {
    private static BackendSettings bucket(String bucket) {
        return new BackendSettings(Optional.of(bucket), Optional.empty(), Optional.empty(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "my-state.example-1", "0a0"})
    void bucketNamesThatS3Takes(String name) {
        assertThat(bucket(name).bucket()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Abc",
                "a_b",
                "-abc",
                "abc-",
                ".abc",
                "a..b",
                "192.168.5.4",
                "xn--abc",
                "abc-s3alias",
                "abc\n",
                "a\"b",
                "",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void bucketNamesThatS3Refuses(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> bucket(name)).withMessageStartingWith("--bucket: ");
    }

    @Test
    void allWrongFlagsAreNamedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackendSettings(Optional.of("A"), Optional.of("123"), Optional.of("../x"), false))
                .withMessageContaining("--bucket: ")
                .withMessageContaining("--account-id: ")
                .withMessageContaining("--account: ");
    }
}
