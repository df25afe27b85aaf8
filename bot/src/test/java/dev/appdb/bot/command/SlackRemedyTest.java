package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackRemedyTest {
    private static final SlackRemedy SHOP = SlackRemedy.of("shop", "dev");
    private static final String IN_SHELL = " (in a checkout's shell)";

    private static String text(String words, Remedy.Part... parts) {
        return SHOP.text(Remedy.of(words, parts));
    }

    /** Remedies as the engine has them, and as they are written in Slack. */
    static Stream<Arguments> commandsOfTheBot() {
        return Stream.of(
                Arguments.of(
                        Remedy.of("Run {} first.", Subcommand.ROLES_UPDATE.about("x", "prod")),
                        "Run `/appdb roles update x prod` first."),
                Arguments.of(Remedy.of("run {}", Subcommand.APPLY.about("shop", "dev")), "run `/appdb apply shop dev`"),
                Arguments.of(Remedy.of("see {}.", Subcommand.PLAN.about("shop", "dev")), "see `/appdb plan shop dev`."),
                Arguments.of(
                        Remedy.of("{}; if it lasts, wait", Subcommand.ROLES_UPDATE.about("a", "b")),
                        "`/appdb roles update a b`; if it lasts, wait"),
                Arguments.of(
                        Remedy.of("Run {}.", Subcommand.SETUP.about("a", "b").with("--target", "local")),
                        "Run `/appdb setup a b --target local`."),
                Arguments.of(
                        Remedy.of("Run {}, which starts it.", Subcommand.APPLY.about("a", "b")),
                        "Run `/appdb apply a b`, which starts it."),
                Arguments.of(
                        Remedy.of("run {}, or SELECT 1;", Subcommand.EXTENSIONS_LIST.call()),
                        "run `/appdb extensions shop dev`, or SELECT 1;"),
                Arguments.of(
                        Remedy.of("See {}.", Subcommand.EXTENSIONS_LIST.about("a", "b")),
                        "See `/appdb extensions a b`."),
                Arguments.of(
                        Remedy.of("run {} and {} again", Subcommand.PLAN.call(), Subcommand.APPLY.call()),
                        "run `/appdb plan shop dev` and `/appdb apply shop dev` again"),
                Arguments.of(
                        Remedy.of("{} and look", Subcommand.ROLES_CHECK.call().with("--probe")),
                        "`/appdb roles check shop dev --probe` and look"),
                Arguments.of(
                        Remedy.of(
                                "Run {}.",
                                Subcommand.ROLES_CHECK.about("a", "b").with("--probe")),
                        "Run `/appdb roles check a b --probe`."),
                Arguments.of(
                        Remedy.of("See {}.", Subcommand.RUNS_SHOW.with("20261123-151204-7f3a9c", "")),
                        "See `/appdb runs 20261123-151204-7f3a9c`."),
                Arguments.of(Remedy.of("See {}.", Subcommand.RUNS_LIST.call()), "See `/appdb runs shop dev`."),
                Arguments.of(
                        Remedy.of("{} now", Subcommand.SETUP.about("a", "b").with("pg_trgm=on")),
                        "`/appdb setup a b pg_trgm=on` now"),
                Arguments.of(
                        Remedy.of("run {} again", Subcommand.STATUS.call()), "run `/appdb status shop dev` again"));
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheBot")
    void aCommandThatTheBotHasIsWrittenAsItIsTypedInSlack(Remedy remedy, String slack) {
        assertThat(SHOP.text(remedy)).isEqualTo(slack);
    }

    @Test
    void aCommandAloneIsCopiedWithoutBackticks() {
        Remedy update = Remedy.run(Subcommand.ROLES_UPDATE.about("shop", "dev"));

        assertThat(SHOP.code(update)).isEqualTo("/appdb roles update shop dev");
        assertThat(SHOP.text(update)).isEqualTo("`/appdb roles update shop dev`");
    }

    @Test
    void aCommandOrFlagThatTheBotDoesNotHaveIsForAShell() {
        assertThat(text("Run {}.", Subcommand.STOP.about("a", "b")))
                .isEqualTo("Run `appdb stop --app-name a --environment b`" + IN_SHELL + ".");
        assertThat(text("run {}", Subcommand.STOP.call())).isEqualTo("run `appdb stop`" + IN_SHELL);
        assertThat(text("Run {}.", Subcommand.CONNECT.with("--as", "app")))
                .isEqualTo("Run `appdb connect --as app`" + IN_SHELL + ".");
        assertThat(text("{}.", Subcommand.EXTENSIONS_SET.with("x=on", "")))
                .isEqualTo("`appdb extensions set x=on`" + IN_SHELL + ".");
        assertThat(text("Run {}.", Subcommand.APPLY.about("a", "b").with("--plan", "x")))
                .isEqualTo("Run `appdb apply --app-name a --environment b --plan x`" + IN_SHELL + ".");
        assertThat(text("{}.", Subcommand.APPLY.with("--min-capacity", "0").about("a", "b")))
                .isEqualTo("`appdb apply --min-capacity 0 --app-name a --environment b`" + IN_SHELL + ".");
        assertThat(text("{} or {}.", Subcommand.PLAN.call(), Subcommand.DOCTOR.call()))
                .isEqualTo("`/appdb plan shop dev` or `appdb doctor`" + IN_SHELL + ".");
        assertThat(text("Confirm with {}.", Remedy.option("--confirm", "shop-dev")))
                .isEqualTo("Confirm with `--confirm shop-dev`" + IN_SHELL + ".");
    }

    @Test
    void everyCommandOfTheEngineIsWrittenOneWayOrTheOther() {
        assertThat(Arrays.stream(Subcommand.values()).map(each -> SlackRemedy.ANYWHERE.text(Remedy.run(each.call()))))
                .allMatch(text -> text.startsWith("`/appdb ") || text.endsWith(IN_SHELL));
    }

    @Test
    void aCommandInSlackHasOnlyFlagsOfSlack() {
        Pattern flag = Pattern.compile("--[a-z-]+");
        List<String> inSlack = Flag.ALL.stream().map(Flag::word).toList();
        for (Subcommand subcommand : Subcommand.values()) {
            for (String name : subcommand.flags()) {
                String text = SHOP.text(Remedy.run(subcommand.call().with(name)));
                String option = text("Give {}.", Remedy.option(name));
                assertThat(text.endsWith(IN_SHELL)
                                || flag.matcher(text).results().allMatch(each -> inSlack.contains(each.group())))
                        .as(text)
                        .isTrue();
                assertThat(option.endsWith(IN_SHELL + ".") || inSlack.contains(name))
                        .as(option)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other appdb commands are using it
            appdb never overwrites what it does not know
            Start appdb with its launcher
            /appdb status shop dev
            /opt/appdb plan
            the cluster is not appdb's; roles and connect work with it
            com.appdb plan
            appdb
            appdb` plan
            """)
    void wordsStayAsTheyAre(String text) {
        assertThat(SHOP.text(Remedy.text(text))).isEqualTo(text);
    }

    @Test
    void withoutAnEnvironmentTheBotAsksForIt() {
        assertThat(SlackRemedy.ANYWHERE.text(Remedy.of("Run {}.", Subcommand.STATUS.call())))
                .isEqualTo("Run `/appdb status`.");
        assertThat(SlackRemedy.of(BotCommand.of(CommandName.HELP)).code(Remedy.run(Subcommand.PLAN.call())))
                .isEqualTo("/appdb plan");
    }

    @Test
    void anyTextAtAllIsTaken() {
        HostileTexts.of(2_000).forEach(text -> {
            assertThat(SHOP.text(Remedy.text(text))).isEqualTo(text);
            assertThat(SHOP.text(Remedy.run(Subcommand.RUNS_SHOW.with("x" + text, ""))))
                    .isNotNull();
            assertThat(SHOP.text(Remedy.run(Subcommand.ROLES_UPDATE.with("--app-name", text))))
                    .isNotNull();
            assertThat(SlackRemedy.of(text, text).text(Remedy.run(Subcommand.PLAN.call())))
                    .isNotNull();
        });
    }

    @Test
    void sqlAndShellCommandsStayAsTheyAre() {
        assertThat(text("Run {}.", Remedy.shell("chmod 600 x"))).isEqualTo("Run `chmod 600 x`.");
        assertThat(SlackRemedy.ANYWHERE.text(Remedy.sql("the master postgres", "GRANT a TO b;")))
                .isEqualTo("As the master postgres: GRANT a TO b;");
    }

    @Test
    void theRunningCommandIsNamedWhereItIsKnown() {
        assertThat(SHOP.text(Remedy.RUN_AGAIN)).isEqualTo("Run the same command again.");
        assertThat(SHOP.running("roles update").text(Remedy.RUN_AGAIN))
                .isEqualTo("Run `/appdb roles update shop dev` again.");
        assertThat(SHOP.running("destroy").text(Remedy.RUN_AGAIN)).isEqualTo("Run the same command again.");
        assertThat(CommandText.parse("plan shop dev"))
                .isInstanceOfSatisfying(
                        BotCommand.class,
                        command -> assertThat(SlackRemedy.of(command).text(Remedy.RUN_AGAIN))
                                .isEqualTo("Run `/appdb plan shop dev` again."));
    }
}
