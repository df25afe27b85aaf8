package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Subcommand;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseNameTest {
    private static final List<DatabaseName> KNOWN = List.of(
            name("shop", "dev"), name("shop", "prod"), name("my-app", "test"), name("a", "b-c"), name("a-b", "c"));

    private static DatabaseName name(String app, String environment) {
        return new DatabaseName(new AppName(app), new EnvironmentName(environment));
    }

    private static Parsed parse(String text) {
        return CommandText.parse(text, command -> KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop dev",
                "shop-dev",
                "SHOP DEV",
                "Shop Dev",
                "\"shop dev\"",
                "\u201cshop dev\u201d",
                "shop/dev",
                "shop dev.",
                "shop,dev",
                "SHOP-DEV.",
                "dev.",
                "dev"
            })
    void namesAreTakenAsPeopleTypeThem(String typed) {
        assertThat(parse("status " + typed)).isEqualTo(CommandText.parse("status shop dev"));
    }

    @Test
    void flagsAndUsersStayWhatTheyAre() {
        assertThat(parse("roles check MY-APP/TEST --probe"))
                .isEqualTo(CommandText.parse("roles check my-app test --probe"));
        assertThat(parse("access revoke jo shop-prod")).isEqualTo(CommandText.parse("access revoke jo shop prod"));
    }

    @ParameterizedTest
    @CsvSource({"SHOP, shop-dev shop-prod", "a-b-c, a-b-c a-b-c", "A B C, a-b-c a-b-c"})
    void whereSeveralMayBeMeantTheyAreOffered(String typed, String meant) {
        assertThat(parse("status " + typed)).isInstanceOfSatisfying(Parsed.Incomplete.class, incomplete -> {
            assertThat(incomplete.meant()).extracting(DatabaseName::toString).containsExactly(meant.split(" "));
            assertThat(incomplete.soFar().app()).isEmpty();
        });
    }

    @Test
    void aFreezeOfOneOfSeveralIsNeverOneOfAll() {
        assertThat(parse("freeze a-b-c --reason audit"))
                .isInstanceOfSatisfying(
                        Parsed.Incomplete.class,
                        incomplete -> assertThat(incomplete.missing()).contains(Argument.APP, Argument.ENVIRONMENT));
        assertThat(parse("freeze shop-dev --reason audit"))
                .isEqualTo(CommandText.parse("freeze shop dev --reason audit"));
        assertThat(parse("freeze dev --reason audit")).isEqualTo(CommandText.parse("freeze dev --reason audit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status shop", "status other dev", "status other-dev", "status shop dev now", "setup shop-dev"})
    void everythingElseIsReadAsItStands(String typed) {
        assertThat(parse(typed)).isEqualTo(CommandText.parse(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "destroy shop dev, appdb destroy --app-name shop --environment dev",
        "connect, appdb connect",
        "doctor, appdb doctor",
        "password rotate shop prod, appdb password rotate --app-name shop --environment prod",
        "Roles Expect, appdb roles expect"
    })
    void whatOnlyTheCommandLineHasIsKnownAsThat(String typed, String shell) {
        assertThat(CommandText.parse(typed)).isInstanceOfSatisfying(Parsed.InShell.class, inShell -> {
            assertThat(inShell.command()).isInstanceOf(Subcommand.class);
            assertThat(shell).startsWith("appdb " + inShell.command().words());
            assertThat(inShell.database().isPresent()).isEqualTo(shell.contains("--app-name"));
        });
    }
}
