package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.bot.command.Parsed.Incomplete;
import dev.appdb.bot.command.Parsed.Unclear;
import dev.appdb.setting.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "--help", "-h", "?", "/appdb --help"})
    void whoAsksForNothingOrAsTerminalsHaveItIsHelped(String text) {
        assertThat(CommandText.parse(text)).isEqualTo(BotCommand.of(CommandName.HELP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | help",
                "help                                        | help",
                "help roles check                            | help roles check",
                "help chekc                                  | help roles check",
                "setup                                       | setup",
                "setup shop dev vector=on,pg_trgm=off        | setup shop dev pg_trgm=off vector=on",
                "setup shop --target local                   | setup shop --target local",
                "setup shop dev --server-url <postgresql://h/db?a=1&amp;b=2> | setup shop dev --server-url \"postgresql://h/db?a=1&amp;b=2\"",
                "/appdb status shop dev                      | status shop dev",
                "Roles   CHECK shop prod                     | roles check shop prod",
                "roles-check shop prod —probe                | roles check shop prod --probe",
                "roles check shop prod --probe --private     | roles check shop prod --private --probe",
                "apply shop prod --break-glass --reason the shop is down | apply shop prod --break-glass --reason \"the shop is down\"",
                "apply shop prod --reason “it's down” --allow-replace db | apply shop prod --allow-replace db --reason \"it's down\"",
                "apply shop prod --allow-replace a --allow-replace b --allow-upgrade | apply shop prod --allow-replace a --allow-replace b --allow-upgrade",
                "runs                                        | runs",
                "runs 20261123-151204-7f3a9c                 | runs 20261123-151204-7f3a9c",
                "runs shop                                   | runs shop",
                "approve 20261123-151204-7f3a9c local-1f | approve 20261123-151204-7f3a9c local-1f",
                "mute shop dev --until=2h                    | mute shop dev --until 2h",
                "freeze --reason \"say \\\"no\\\"\"          | freeze --reason \"say \\\"no\\\"\"",
                "unfreeze shop                               | unfreeze shop",
                "status shop\u00a0dev                        | status shop dev"
            })
    void whatIsTypedIsUnderstood(String typed, String same) {
        assertThat(CommandText.parse(typed))
                .isInstanceOfSatisfying(
                        BotCommand.class, command -> assertThat(command.text()).isEqualTo(same));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandsOwnTextIsThatCommand(BotCommand command) {
        assertThat(CommandText.parse(command.text())).isEqualTo(command);
        assertThat(CommandText.parse(command.slashText())).isEqualTo(command);
    }

    static Stream<BotCommand> commands() {
        return Arrays.stream(CommandName.values()).map(CommandTextTest::everythingOf);
    }

    private static BotCommand everythingOf(CommandName name) {
        BotCommand command = BotCommand.of(name);
        if (name.takesEnvironment()) {
            command = command.with(Argument.APP, "shop").with(Argument.ENVIRONMENT, "dev");
        }
        if (name.effect() == CommandName.Effect.REVIEWS) {
            command = command.with(Argument.RUN_AND_PLAN, "20261123-151204-7f3a9c appdb-0123456789abcdef");
        }
        if (name.takesUser()) {
            command = command.with(Argument.USER, "jo");
        }
        for (Flag flag : name.flags()) {
            command = flag.whole().equals("false") ? command : command.with(flag, valueOf(flag));
        }
        return command;
    }

    private static String valueOf(Flag flag) {
        return switch (flag.word()) {
            case "--until" -> "2026-12-01T18:00";
            case "--reason" -> "a \"b\" \\ c & d --e <!here>";
            case "--for" -> "2h";
            case "--lock-timeout" -> "45";
            case "--server-url" -> "postgresql://u@h:5432/db?x=1&y=2";
            default -> flag.takesValue() ? "x1" : "";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "hlep, HELP, help",
        "stat shop dev, STATUS, status shop dev",
        "statsu shop dev, STATUS, status shop dev",
        "role chekc shop prod --probe, ROLES_CHECK, roles check shop prod --probe",
        "check shop prod, ROLES_CHECK, roles check shop prod",
        "roles chek shop prod, ROLES_CHECK, roles check shop prod",
        "update shop prod, ROLES_UPDATE, roles update shop prod",
        "aply shop dev, APPLY, apply shop dev",
        "dirft shop dev, DRIFT, drift shop dev",
        "unfreze, UNFREEZE, unfreeze"
    })
    void anUnknownCommandGetsTheNearestOne(String typed, CommandName nearest, String suggestion) {
        assertThat(CommandText.parse(typed)).isInstanceOfSatisfying(Unclear.class, unclear -> {
            assertThat(unclear.nearest()).isEqualTo(nearest);
            assertThat(unclear.candidates()).startsWith(nearest);
            assertThat(unclear.suggestion()).contains(suggestion);
            assertThat(unclear.problems()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asdf",
                "asdf qwer --zxcv",
                "x",
                "foo",
                "please help me",
                "delete shop prod",
                "🤷",
                "<@U012AB3CD>"
            })
    void whatIsNearNoCommandGetsNoGuess(String typed) {
        assertThat(CommandText.parse(typed)).isInstanceOfSatisfying(Unclear.class, unclear -> {
            assertThat(unclear.candidates()).isEmpty();
            assertThat(unclear.suggestion()).isEmpty();
            assertThat(unclear.nearest()).isEqualTo(CommandName.HELP);
        });
        assertThat(CommandText.parse("help " + typed.replace("--zxcv", ""))).isEqualTo(BotCommand.of(CommandName.HELP));
    }

    @Test
    void aWordThatSeveralCommandsBeginWithGetsThemAll() {
        assertThat(CommandText.parse("roles"))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.candidates())
                                .contains(CommandName.ROLES_CHECK, CommandName.ROLES_UPDATE));
    }

    @ParameterizedTest
    @CsvSource({
        "plan, 'APP,ENVIRONMENT'",
        "status shop, ENVIRONMENT",
        "mute shop dev, UNTIL",
        "mute, 'APP,ENVIRONMENT,UNTIL'",
        "freeze, REASON",
        "approve, RUN_AND_PLAN",
        "apply shop prod --break-glass, REASON",
        "apply --break-glass --reason fire, 'APP,ENVIRONMENT'",
        "access grant, 'USER,APP,ENVIRONMENT,AS,TIME,ACCESS_REASON'",
        "access grant jo shop dev, 'AS,TIME,ACCESS_REASON'",
        "access grant jo shop dev --as app --break-glass, 'TIME,ACCESS_REASON'",
        "access revoke jo, 'APP,ENVIRONMENT'",
        "access revoke, 'USER,APP,ENVIRONMENT'",
        "access list shop, ENVIRONMENT"
    })
    void whatIsMissingIsAValueAndNoError(String typed, String missing) {
        assertThat(CommandText.parse(typed))
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        incomplete -> assertThat(incomplete.missing())
                                .extracting(Argument::name)
                                .containsExactly(missing.split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status shop dev more            | \"more\" is an unexpected word",
                "access grant Jo shop dev           | \"Jo\": use lowercase letters, digits and underscores for the person's user, and begin with a letter",
                "access revoke rds_jo shop dev      | \"rds_jo\": user \"rds_jo\" is reserved: choose another name",
                "access grant jo shop dev --for 8d  | --for: give a time from 1m to 7d, such as 30m, 2h or 3d",
                "access grant jo shop dev --for 0m  | --for: give a time from 1m to 7d, such as 30m, 2h or 3d",
                "access grant jo shop dev --as      | --as needs a value: reader, app, or a reader's name, whose rights the person gets",
                "access grant jo shop dev prod      | \"prod\" is an unexpected word",
                "access list shop dev --for=2h      | \"--for\" is not a flag of access list",
                "access revoke jo shop dev --as=app | \"--as\" is not a flag of access revoke",
                "roles checks shop               | \"shop\" is an unexpected word",
                "status shop dev --probe         | \"--probe\" is not a flag of status",
                "status shop dev --privat        | \"--privat\" is not a flag of status: did you mean --private?",
                "status shop dev --priv          | \"--priv\" is not a flag of status: did you mean --private?",
                "status Shop dev                 | app name \"Shop\" is not valid: use lower-case letters, digits and single hyphens, and begin with a letter, like \"shop\"",
                "status shop dev vector=on       | \"vector=on\" is an argument of setup alone",
                "setup shop dev vector=maybe     | \"vector=maybe\" is not NAME=on, NAME=off or NAME=unset",
                "mute shop dev --until tomorrow  | \"tomorrow\" is not a time: use 30m, 2h, 3d, 1w, or a date like 2026-12-01 or 2026-12-01T18:00 (UTC); now ends it, at most a year",
                "approve 20261123-151204-7f3a9c   | \"20261123-151204-7f3a9c\" does not name a run and its plan: copy both from the run's message",
                "mute shop dev --until           | --until needs a value: the end, such as 2h, 3d or 2026-12-01",
                "mute shop dev --until 1h --until 2h | --until is repeated",
                "roles check shop dev --probe=yes | --probe takes no value",
                "setup shop dev --temporary --no-temporary | --no-temporary contradicts another flag",
                "setup shop dev --raeders 2      | \"--raeders\" is not a flag of setup: did you mean --readers?",
                "setup shop dev --readers        | --readers needs a value: number of instances beside the writer, 0 to 15, with --target aws",
                "setup shop dev --role-arn=x     | \"--role-arn\" is not a flag of setup",
                "status <@U012AB3CD> dev         | app name \"<@U012AB3CD>\" is not valid: use lower-case letters, digits and single hyphens, and begin with a letter, like \"u012ab3cd\""
            })
    void whatIsWrongIsReported(String typed, String problem) {
        assertThat(CommandText.parse(typed))
                .isInstanceOfSatisfying(
                        Unclear.class, unclear -> assertThat(unclear.problems()).containsExactly(problem));
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        assertThat(CommandText.parse("apply A_ B_ c --frobnicate --reason"))
                .isInstanceOfSatisfying(
                        Unclear.class, unclear -> assertThat(unclear.problems()).hasSize(5));
    }

    @Test
    void extensionsAreSwitchedInSetup() {
        assertThat(CommandText.parse("extensions shop dev vector=on"))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.suggestion()).contains("setup shop dev vector=on"));
        assertThat(CommandText.parse("roles check shop dev --prob"))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.suggestion()).contains("roles check shop dev --probe"));
    }

    @Test
    void setUpAnswersItsForm() {
        BotCommand command = (BotCommand) CommandText.parse("setup shop dev vector=on --target aws --region eu-west-1");

        assertThat(command.answers().values())
                .containsEntry(Settings.APP_NAME.id(), "shop")
                .containsEntry(Settings.ENVIRONMENT.id(), "dev")
                .containsEntry(Settings.TARGET.id(), "aws")
                .containsEntry(Settings.REGION.id(), "eu-west-1")
                .containsEntry(Settings.EXTENSIONS.id(), "vector=on")
                .hasSize(5);
    }

    @Test
    void aMisspeltFlagKeepsItsValue() {
        assertThat(CommandText.parse("setup shop dev --target aws --raeders 2"))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear ->
                                assertThat(unclear.suggestion()).contains("setup shop dev --target aws --readers 2"));
    }

    @Test
    void aSetUpTakesWhatItsFormDoesNotAskToo() {
        BotCommand command = (BotCommand)
                CommandText.parse("setup shop dev --target aws --readers 2 --temporary --alarm-topic none");

        assertThat(command.text()).isEqualTo("setup shop dev --target aws --readers 2 --temporary --alarm-topic none");
        assertThat(command.answers().values())
                .containsEntry("readers", "2")
                .containsEntry("temporary", "true")
                .containsEntry("alarm-topic", "none");
        assertThat(command.withoutAnswers().text())
                .isEqualTo("setup shop dev --readers 2 --temporary --alarm-topic none");
        assertThat(((BotCommand) CommandText.parse("setup shop dev --no-temporary"))
                        .answers()
                        .value("temporary"))
                .contains("false");
    }

    @Test
    void applyPassesItsPermissionsToTheGuardrails() {
        BotCommand command =
                (BotCommand) CommandText.parse("apply shop dev --allow-replace a --allow-replace b --allow-upgrade");

        assertThat(command.allowed()).isEqualTo(Set.of("a", "b", "--allow-upgrade"));
        assertThat(command.breakGlassReason()).isEmpty();
    }

    @Test
    void rolesThatMayLoseRightsAreNamedOneByOne() {
        BotCommand command = (BotCommand) CommandText.parse(
                "roles update shop dev --additive --allow-revoke report --allow-revoke \"Meta base\"");

        assertThat(command.allowed()).isEqualTo(Set.of("--allow-revoke report", "--allow-revoke Meta base"));
        assertThat(command.has(Flag.ADDITIVE)).isTrue();
        assertThat(CommandText.parse(command.text())).isEqualTo(command);
    }

    @Test
    void noNameOfARoleIsReadAsAnythingElse() {
        BotCommand plain = (BotCommand) CommandText.parse("roles update shop dev");
        assertThat(HostileTexts.of(5_000).filter(text -> text.length() < 400)).allSatisfy(role -> {
            BotCommand command = plain.with(Flag.ALLOW_REVOKE, List.of("report", role));
            assertThat(command.values(Flag.ALLOW_REVOKE)).isSubsetOf("report", role);
            assertThat(CommandText.parse(command.text())).isEqualTo(command);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-23T12:00:00Z",
        "30m, 2026-11-23T12:30:00Z",
        "3d, 2026-11-26T12:00:00Z",
        "1w, 2026-11-30T12:00:00Z",
        "2026-12-01, 2026-12-01T00:00:00Z",
        "2026-12-01T18:00, 2026-12-01T18:00:00Z",
        "2026-12-01T18:00+01:00, 2026-12-01T17:00:00Z"
    })
    void anEndIsALengthOrAMoment(String text, Instant moment) {
        assertThat(new Until(text).at(Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "99999w", "367d", "2026-13-01", "-1h", "tomorrow"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> new Until(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextCrashesOrKeepsWhatCouldSteer() {
        assertThat(HostileTexts.of(5_000)).allSatisfy(text -> {
            Parsed parsed = CommandText.parse(text);
            String printed = parsed.toString();
            assertThat(printed.chars().anyMatch(Character::isISOControl)).isFalse();
            assertThat(printed).doesNotContain("\u202e", "\u2066", "\u200b", "\ufeff");
            if (parsed instanceof BotCommand command) {
                assertThat(CommandText.parse(command.text())).isEqualTo(command);
            }
        });
    }

    @Test
    void everyCommandTheLongestTextMakesFitsAButton() {
        String reason = "\"\\".repeat(BotCommand.MAX_REASON_CHARACTERS / 2);
        String text = "setup " + "a".repeat(40) + " " + "b".repeat(30) + " --reason " + TypedWord.quoted(reason);

        assertThat(CommandText.parse(text))
                .isInstanceOfSatisfying(
                        BotCommand.class, command -> assertThat(command.text()).hasSizeLessThanOrEqualTo(2_000));
        assertThat(CommandText.parse("status " + "x".repeat(CommandText.MAX_CHARACTERS)))
                .isInstanceOfSatisfying(
                        Unclear.class, unclear -> assertThat(unclear.nearest()).isEqualTo(CommandName.STATUS));
    }
}
