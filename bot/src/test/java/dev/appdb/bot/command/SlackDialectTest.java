package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackDialectTest {
    private static final SlackDialect SHOP = SlackDialect.of("shop", "dev");

    /** Remedies, reasons and notes as the engine has them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appdb roles update --app-name shop --environment dev | /appdb roles update shop dev
            Run `appdb roles update --app-name x --environment prod` first. | Run `/appdb roles update x prod` first.
            run appdb apply --app-name shop --environment dev | run /appdb apply shop dev
            see appdb plan --app-name shop --environment dev. | see /appdb plan shop dev.
            appdb roles update --app-name a --environment b; if it lasts, wait | /appdb roles update a b; if it lasts, wait
            Run `appdb setup --app-name a --environment b --target local`. | Run `/appdb setup a b --target local`.
            Run `appdb apply --app-name a --environment b`, which starts it. | Run `/appdb apply a b`, which starts it.
            run `appdb extensions list`, or SELECT 1; | run `/appdb extensions shop dev`, or SELECT 1;
            run `appdb plan` and `appdb apply` again | run `/appdb plan shop dev` and `/appdb apply shop dev` again
            appdb roles check --probe and look | /appdb roles check shop dev --probe and look
            `appdb runs show 20261123-151204-7f3a9c` | `/appdb runs 20261123-151204-7f3a9c`
            See `appdb runs`. | See `/appdb runs shop dev`.
            appdb setup --app-name a --environment b pg_trgm=on now | /appdb setup a b pg_trgm=on now
            run appdb status again | run /appdb status shop dev again
            """)
    void commandsThatTheBotHasAreSaidAsTheyAreTypedInSlack(String engine, String slack) {
        assertThat(SHOP.said(engine)).isEqualTo(slack);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Run `appdb connect --as app`. | Run `appdb connect --as app`. What has no slash is typed in a checkout's shell.
            run `appdb stop` | run `appdb stop`. What has no slash is typed in a checkout's shell.
            `appdb extensions set x=on`. | `appdb extensions set x=on`. What has no slash is typed in a checkout's shell.
            appdb apply --min-capacity 0 --app-name a. | appdb apply --min-capacity 0 --app-name a. What has no slash is typed in a checkout's shell.
            `appdb plan` or `appdb doctor`. | `/appdb plan shop dev` or `appdb doctor`. What has no slash is typed in a checkout's shell.
            """)
    void whatTheBotDoesNotHaveStaysWithAWordOnWhereToTypeIt(String engine, String slack) {
        assertThat(SHOP.said(engine)).isEqualTo(slack);
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
    void whatIsNoCommandStays(String text) {
        assertThat(SHOP.said(text)).isEqualTo(text);
    }

    @Test
    void withoutAnEnvironmentTheBotAsksForIt() {
        assertThat(SlackDialect.ANYWHERE.said("Run `appdb status`.")).isEqualTo("Run `/appdb status`.");
        assertThat(SlackDialect.of(BotCommand.of(CommandName.HELP)).said("appdb plan"))
                .isEqualTo("/appdb plan");
    }

    @Test
    void anyTextAtAllIsTaken() {
        HostileTexts.of(2_000).forEach(text -> {
            assertThat(SHOP.said(text)).isNotNull();
            assertThat(SHOP.said("appdb " + text)).isNotNull();
            assertThat(SHOP.said("`appdb roles update --app-name " + text + "`"))
                    .isNotNull();
        });
    }
}
