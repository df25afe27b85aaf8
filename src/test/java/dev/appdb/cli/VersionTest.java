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
                "git.commit.id.abbrev=0123456789\\ngit.commit.time=2026-11-30\\ngit.dirty=false| (commit 0123456789 of 2026-11-30)",
                "git.commit.id.abbrev=0123456789\\ngit.commit.time=2026-11-30\\ngit.dirty=true| (commit 0123456789 of 2026-11-30, with changes)",
                "git.commit.id.abbrev=0123456789| (commit 0123456789 of unknown date)",
                "git.commit.time=2026-11-30|''",
            })
    void namesTheCommitWhereTheBuildKnewIt(String file, String expected) throws Exception {
        Properties built = new Properties();
        built.load(new StringReader(file.replace("\\n", "\n")));

        assertThat(Version.commit(built)).isEqualTo(expected);
    }
}
