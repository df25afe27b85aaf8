package dev.appdb.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 | SELECT 1",
                "GRANT app TO jo | GRANT app TO jo",
                "COMMENT ON ROLE jo IS 'it''s debugging' | COMMENT ON ROLE jo IS 'it''s debugging'",
                "ALTER ROLE app PASSWORD 's3cret' | ALTER ROLE app PASSWORD '[redacted]'",
                "CREATE ROLE app LOGIN password 'it''s s3cret' VALID UNTIL '2027' | CREATE ROLE app LOGIN password '[redacted]' VALID UNTIL '[redacted]'",
            })
    void isTheStatementWithoutItsSecrets(String sql, String text) {
        assertThat(StatementText.of(sql)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE app PASSWORD E's3cret\\'s3cret'",
                "ALTER ROLE app PASSWORD $$s3cret$$",
                "ALTER ROLE app PASSWORD $a$s3cret $$ s3cret$a$",
                "DO $do$BEGIN EXECUTE 'ALTER ROLE app PASSWORD ''s3cret'''; END$do$",
                "ALTER ROLE app PASSWORD 's3cret",
                "ALTER ROLE app\n  ENCRYPTED\tPassWord\n's3cret\ns3cret'",
                "SELECT 'SCRAM-SHA-256$4096:s3cret$s3cret:s3cret='",
                "-- md5aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaas3cret",
            })
    void hasNoPartOfASecret(String sql) {
        assertThat(StatementText.of(sql)).doesNotContain("s3cret").contains("[redacted]");
    }

    @Test
    void isOneLineOfALimitedLength() {
        String text = StatementText.of("SELECT\n  1,\n" + "  2,\n".repeat(2_000) + "  3");

        assertThat(text)
                .startsWith("SELECT 1, 2,")
                .endsWith("... (6011 characters)")
                .hasSizeLessThan(280);
    }
}
