package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifierTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "app, app",
                "_a1, _a1",
                "App, \"App\"",
                "1a, \"1a\"",
                "a$b, \"a$b\"",
                "user, \"user\"",
                "we\"ird, \"we\"\"ird\"",
                "Schämä %s, \"Schämä %s\"",
            })
    void namesAreQuotedWhereTheyMustBe(String name, String quoted) {
        assertThat(Identifier.quoted(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void whatTheServerQuotesIsQuoted(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            assertThat(scene.rows("SELECT word FROM pg_get_keywords() WHERE quote_ident(word) <> word"))
                    .hasSizeGreaterThan(100)
                    .allMatch(word -> Identifier.quoted(word).equals("\"" + word + "\""));
        }
    }

    @Test
    void aLiteralIsTheSameWhateverTheServerIsSetTo() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            String value = "it's a \\ and a \" and %";
            for (String setting : new String[] {"on", "off"}) {
                scene.asBootstrap("ALTER DATABASE {db} SET standard_conforming_strings = " + setting);
                assertThat(scene.rows("SELECT " + SqlText.literal(value))).containsExactly(value);
            }
        }
    }
}
