package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "id=0123456789\\nday=2026-11-30| (commit 0123456789 of 2026-11-30)",
                "id=0123456789-dirty\\nday=2026-11-30| (commit 0123456789 of 2026-11-30, with changes)",
                "id=0123456789| (commit 0123456789 of unknown date)",
                "day=2026-11-30|''",
            })
    void namesTheCommitWhereTheBuildKnewIt(String file, String expected) throws Exception {
        Properties built = new Properties();
        built.load(new StringReader(file.replace("\\n", "\n")));

        assertThat(Version.commit(built)).isEqualTo(expected);
    }
}
