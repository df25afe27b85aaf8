package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SlackRemedyTest {

    private static String text(String words, Remedy.Part... parts) {
        return SlackRemedy.text(Remedy.of(words, parts), SlackDialect.of("shop", "dev"));
    }

    @Test
    void aCommandThatTheBotHasIsWrittenAsItIsTypedInSlack() {
        assertThat(text("Run {} first.", Subcommand.ROLES_UPDATE.about("x", "prod")))
                .isEqualTo("Run `/appdb roles update x prod` first.");
        assertThat(text("Run {}.", Subcommand.SETUP.about("a", "b").with("--target", "local")))
                .isEqualTo("Run `/appdb setup a b --target local`.");
        assertThat(text("Run {}.", Subcommand.ROLES_CHECK.about("a", "b").with("--probe")))
                .isEqualTo("Run `/appdb roles check a b --probe`.");
        assertThat(text("See {}.", Subcommand.EXTENSIONS_LIST.about("a", "b")))
                .isEqualTo("See `/appdb extensions a b`.");
        assertThat(text("See {}.", Subcommand.RUNS_SHOW.with("20261123-151204-7f3a9c", "")))
                .isEqualTo("See `/appdb runs 20261123-151204-7f3a9c`.");
    }

    @Test
    void aCommandOrFlagThatTheBotDoesNotHaveIsForAShell() {
        assertThat(text("Run {}.", Subcommand.STOP.about("a", "b")))
                .isEqualTo("Run `appdb stop --app-name a --environment b` (in a checkout's shell).");
        assertThat(text("Run {}.", Subcommand.APPLY.about("a", "b").with("--plan", "x")))
                .isEqualTo("Run `appdb apply --app-name a --environment b --plan x` (in a checkout's shell).");
        assertThat(text("Confirm with {}.", Remedy.option("--confirm", "shop-dev")))
                .isEqualTo("Confirm with `--confirm shop-dev` (in a checkout's shell).");
    }

    @Test
    void everyCommandOfTheEngineIsWrittenOneWayOrTheOther() {
        assertThat(Arrays.stream(Subcommand.values())
                        .map(each -> SlackRemedy.text(Remedy.run(each.call()), SlackDialect.ANYWHERE)))
                .allMatch(text -> text.startsWith("`/appdb ") || text.endsWith(" (in a checkout's shell)"));
    }

    @Test
    void sqlAndShellCommandsStayAsTheyAre() {
        assertThat(text("Run {}.", Remedy.shell("chmod 600 x"))).isEqualTo("Run `chmod 600 x`.");
        assertThat(SlackRemedy.text(Remedy.sql("the master postgres", "GRANT a TO b;"), SlackDialect.ANYWHERE))
                .isEqualTo("As the master postgres: GRANT a TO b;");
    }
}
