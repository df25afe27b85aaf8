package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.command.Parsed.Unclear;
import org.junit.jupiter.api.Test;

/** The commands about temporary access, as they are typed. */
class AccessCommandTextTest {
    private static final String GRANT = "access grant jo shop dev --as reader --for 2h --reason ";

    @Test
    void aGrantNamesThePersonThePlaceTheRightsTheTimeAndTheReason() {
        BotCommand command = (BotCommand) CommandText.parse(GRANT + "look into order 17");

        assertThat(command.name()).isEqualTo(CommandName.ACCESS_GRANT);
        assertThat(command.subject()).contains("jo");
        assertThat(command.app().orElseThrow()).hasToString("shop");
        assertThat(command.environment().orElseThrow()).hasToString("dev");
        assertThat(command.value(Flag.AS)).contains("reader");
        assertThat(command.value(Flag.FOR)).contains("2h");
        assertThat(command.reason()).contains("look into order 17");
        assertThat(command.text()).isEqualTo(GRANT + "\"look into order 17\"");
        assertThat(command.answers().values()).as("none is a setting").hasSize(2);
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        String typed = "access grant Jo SHOP De --as --for never --reason " + "x".repeat(201);

        assertThat(CommandText.parse(typed))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.problems())
                                .hasSize(6)
                                .contains("the reason must be one line of 1 to 200 characters"));
    }

    @Test
    void noTextIsReadAsAnotherPersonRightOrReason() {
        assertThat(HostileTexts.of(5_000).filter(text -> text.length() < 150)).allSatisfy(text -> {
            String typed = "access grant jo shop dev --for 2h --as " + TypedWord.quoted(text) + " --reason "
                    + TypedWord.quoted(text);
            if (CommandText.parse(typed) instanceof BotCommand command) {
                assertThat(command.subject()).contains("jo");
                assertThat(command.value(Flag.FOR)).contains("2h");
                assertThat(command.has(Flag.BREAK_GLASS)).isFalse();
                assertThat(CommandText.parse(command.text())).isEqualTo(command);
            }
            CommandText.parse("access grant " + text + " shop dev");
            CommandText.parse("access revoke " + text);
        });
    }
}
