package dev.appdb.bot.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.appdb.bot.Golden;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.HostileTexts;
import dev.appdb.bot.command.Parsed;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    /** The policy's people: nobody else is ever mentioned, whatever a text says. */
    private static final Set<String> APPROVERS = Set.of("U0456EF7", "S012AB3CD");

    /** All that may stand in a block; none of them is parsed by Slack or links anywhere. */
    private static final Set<String> HARMLESS = Set.of(
            "header",
            "section",
            "context",
            "actions",
            "button",
            "plain_text",
            "rich_text",
            "rich_text_section",
            "rich_text_preformatted",
            "text",
            "user",
            "usergroup",
            "date",
            "mrkdwn");

    /** The only markup: a moment, as Slack shows it in the reader's time zone. */
    private static final String MOMENT =
            "<!date\\^[0-9]+\\^\\{date_short_pretty} at \\{time}\\|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC>";

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void messagesAreTheGoldenOnes(String name, Reply reply) throws Exception {
        JsonObject whole = new JsonObject();
        whole.add("message", Golden.json(reply.message()));
        if (!reply.thread().isEmpty()) {
            whole.add("thread", Golden.json(reply.thread()));
        }
        reply.file().ifPresent(file -> whole.add("file", Golden.json(file)));
        Golden.assertSame("message/" + name + ".json", whole);
    }

    static Stream<Arguments> examples() {
        Map<String, Reply> all = new MessageExamples("Ann's <!here> *words*").all();
        for (String typed : List.of(
                "role chekc shop prod",
                "roles",
                "apply shop dev --allow",
                "status",
                "mute shop prod",
                "freeze",
                "asdf qwer")) {
            all.put(
                    "typed-" + typed.replaceAll("[^a-z]+", "-"),
                    MessageExamples.answer(typed).orElseThrow());
        }
        return all.entrySet().stream().map(example -> Arguments.of(example.getKey(), example.getValue()));
    }

    @Test
    void nothingHostileGetsThroughAnyAnswerToATypedText() {
        assertThat(HostileTexts.of(5_000)).allSatisfy(text -> {
            Optional<Reply> answer = MessageExamples.answer(text);
            answer.ifPresent(MessagesTest::assertHarmless);
            if (CommandText.parse(text) instanceof BotCommand command) {
                assertHarmless(Reply.of(Notice.workingOn(command)));
            }
        });
    }

    @Test
    void nothingHostileGetsThroughAnyMessageFromAnyData() {
        List<String> texts = HostileTexts.of(5_000).toList();
        List<String> names = new ArrayList<>(new MessageExamples("x").all().keySet());
        for (int index = 0; index < texts.size(); index += names.size() / 2 + 1) {
            String text = texts.get(index).isBlank() ? "-" : texts.get(index);
            new MessageExamples(text).all().values().forEach(MessagesTest::assertHarmless);
        }
        new MessageExamples("<!channel> " + "x\u202ey ".repeat(5_000))
                .all()
                .values()
                .forEach(MessagesTest::assertHarmless);
    }

    private static void assertHarmless(Reply reply) {
        assertHarmless(reply.message());
        reply.thread().forEach(MessagesTest::assertHarmless);
    }

    private static void assertHarmless(SlackMessage message) {
        assertThat(message.text().replaceAll("&(amp|lt|gt);", ""))
                .doesNotContain("<", ">", "&")
                .doesNotContainPattern("[*_~`@#](?!\u2060)|:(?![\\s\u2060]|$)");
        assertThat(steering(message.text().replace("\u2060", ""))).isFalse();
        assertHarmless(Golden.json(message.blocks()));
    }

    private static void assertHarmless(JsonElement json) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(MessagesTest::assertHarmless);
        } else if (json.isJsonObject()) {
            JsonObject object = json.getAsJsonObject();
            if (object.has("type")) {
                assertThat(object.get("type").getAsString()).isIn(HARMLESS);
            }
            for (String id : List.of("user_id", "usergroup_id")) {
                assertThat(!object.has(id) || APPROVERS.contains(object.get(id).getAsString()))
                        .isTrue();
            }
            if (object.has("type") && object.get("type").getAsString().equals("mrkdwn")) {
                assertThat(object.get("text").getAsString()).matches(MOMENT);
            }
            if (object.has("type") && object.get("type").getAsString().equals("plain_text")) {
                assertThat(object.get("emoji").getAsBoolean()).isFalse();
            }
            object.entrySet().forEach(field -> assertHarmless(field.getValue()));
        } else if (json.isJsonPrimitive()) {
            assertThat(steering(json.getAsString().replace("\n", "")))
                    .as(json.getAsString())
                    .isFalse();
        }
    }

    private static boolean steering(String text) {
        return !text.equals(PrintableLine.of(text));
    }

    @Test
    void whatIsTooLongForAMessageIsWholeInAFile() {
        Reply reply = new MessageExamples("is owned by ann")
                .check("roles check shop prod", new MessageExamples("is owned by ann").failures(300));

        assertThat(reply.file()).hasValueSatisfying(file -> {
            assertThat(file.name()).isEqualTo("roles-check-shop-prod.txt");
            assertThat(file.content().lines().filter(line -> line.startsWith("O01")))
                    .hasSize(300);
            assertThat(file.content())
                    .contains("table_299: is owned by ann. Impact: Migrations can't change or drop these objects.\n"
                            + "    ALTER is owned by ann");
        });
        assertThat(Golden.json(reply.message()).toString()).contains("more in the file", "roles-check-shop-prod.txt");
        assertThat(Notice.inviting(reply.message(), "appdb").blocks())
                .hasSize(reply.message().blocks().size() + 1);
    }

    @Test
    void aPlanOfManyResourcesOfEveryKindFitsAMessageAndAFile() {
        List<ResourceChange> changes = new ArrayList<>();
        for (Action action : Action.values()) {
            for (int index = 0; index < 100; index++) {
                changes.add(ResourceChange.of(action, "t", action + "-" + index, "", true, List.of()));
            }
        }
        Plan plan = new Plan("appdb-1", "shop-prod", changes, List.of("note"));

        Reply reply = PlanMessage.of(
                MessageExamples.command("plan shop prod"),
                plan,
                List.of(),
                new PlanReview.Shown(),
                new Asked("Ann", MessageExamples.NOON));

        assertThat(reply.file())
                .hasValueSatisfying(file -> assertThat(file.content())
                        .contains("+ t add-99", "~ t modify-99", "± t replace-99", "- t remove-99", "note"));
        assertThat(Notice.inviting(reply.message(), "appdb").blocks()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aPlanOfManyChangesInTheDatabaseShowsTheLossesFirstAndFoldsTheRest() {
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            changes.add(new Change("S03", Kind.GRANT, "grant " + index, "GRANT", "m", List.of()));
        }
        for (int index = 0; index < 60; index++) {
            Loss loss = new Loss("role_" + index, "CONNECT", "database app", Loss.PUBLIC, "", true);
            changes.add(new Change("D01", Kind.REVOKE, "revoke " + index, "REVOKE " + index, "m", List.of(loss)));
        }

        Reply reply = DatabaseExamples.reply(
                "roles update shop prod",
                DatabaseExamples.part(changes),
                new PlanReview.Shown(),
                new Asked("Ann", MessageExamples.NOON));

        String shown = Golden.json(reply.message()).toString();
        assertThat(shown)
                .contains("database: 160 changes, 60 take something away", "Takes away in the database (60)")
                .contains("role_0 loses CONNECT on database app")
                .as("too many roles for one command have a name in common")
                .contains("\"roles update shop prod --allow-revoke PUBLIC\"");
        assertThat(reply.file())
                .hasValueSatisfying(file ->
                        assertThat(file.content()).contains("role_59 loses CONNECT", "REVOKE 59", "+ grant 99"));
        assertThat(Notice.inviting(reply.message(), "appdb").blocks()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aCheckThatPassesIsOneLineWithTheRolesInItsThreadAndAllElseInAFile() {
        Reply reply = new MessageExamples("x").check("roles check shop prod", new MessageExamples("x").passed());

        JsonElement blocks = Golden.json(reply.message().blocks());
        assertThat(all(blocks, "section")).isEmpty();
        assertThat(all(blocks, "rich_text")).isEmpty();
        assertThat(reply.message().text()).contains("all as configured (2 passed, 1 not applicable)");
        assertThat(reply.thread())
                .singleElement()
                .satisfies(roles -> assertThat(Golden.json(roles).toString())
                        .contains("migrator", "app, in rds_iam", "app: {migrator=UC/migrator, app=U/migrator}"));
        assertThat(reply.file())
                .hasValueSatisfying(file -> assertThat(file.content())
                        .contains("R01 app: exists", "2 passed:", "\"schema_privileges\":{\"app\":"));
    }

    @Test
    void aPrivateCheckWhichHasNoThreadShowsTheRolesItself() {
        Reply reply =
                new MessageExamples("x").check("roles check shop prod --private", new MessageExamples("x").passed());

        assertThat(reply.thread()).isEmpty();
        assertThat(Golden.json(reply.message()).toString()).contains("app, in rds_iam");
    }

    @Test
    void aFactIsOneFindingWithWhatItExplains() {
        String shown = Golden.json(new MessageExamples("x")
                        .check("roles check shop prod", new MessageExamples("x").report())
                        .message())
                .toString();

        assertThat(shown)
                .contains(
                        "roles check failed: 1 critical (R04), 1 warning (O01); 2 passed", "Explains: S02.", "Impact: ")
                .contains("/appdb roles update shop prod")
                .doesNotContain("S02 critical");
    }

    @Test
    void aLongRemedyIsWholeInAFile() {
        String sql = "GRANT ".repeat(1_000);

        assertThat(new MessageExamples(sql)
                        .check("roles check shop prod", new MessageExamples(sql).failures(1))
                        .file())
                .hasValueSatisfying(file -> assertThat(file.content()).contains(sql.strip()));
    }

    @Test
    void aLongRunIsSplitAndAVeryLongOneIsAFile() {
        Reply some = HistoryMessage.run(
                new MessageExamples("x".repeat(300)).record(), "failed", new Asked("Ann", MessageExamples.NOON));
        Reply many = HistoryMessage.run(
                new MessageExamples("x".repeat(9_000)).record(), "failed", new Asked("Ann", MessageExamples.NOON));

        assertThat(some.thread()).hasSizeBetween(2, 3);
        assertThat(some.file()).isEmpty();
        assertThat(many.thread()).isEmpty();
        assertThat(many.file())
                .hasValueSatisfying(file -> assertThat(file.content()).contains("x".repeat(9_000)));
    }

    @Test
    void whatARunFailedWithIsReportedOnce() {
        String shown = Golden.json(
                        new MessageExamples("x").failedRun().message().blocks())
                .toString();

        assertThat(shown).containsOnlyOnce("/appdb plan shop prod").doesNotContain("--app-name");
    }

    @Test
    void anApproverIsShownByNameAndMentionedOnlyWhereSlackAloneKnowsIt() {
        JsonElement shown =
                Golden.json(new MessageExamples("Ann").planForApproval().message());

        assertThat(all(shown, "user"))
                .singleElement()
                .satisfies(user -> assertThat(user.get("user_id").getAsString()).isEqualTo("U0456EF7"));
        assertThat(all(shown, "usergroup"))
                .singleElement()
                .satisfies(group ->
                        assertThat(group.get("usergroup_id").getAsString()).isEqualTo("S012AB3CD"));
    }

    @Test
    void everyButtonCanBeTypedInstead() {
        MessageExamples examples = new MessageExamples("x");
        List<Reply> replies = new ArrayList<>(examples.all().values());
        replies.add(MessageExamples.answer("status").orElseThrow());

        assertThat(replies).allSatisfy(reply -> {
            String shown = Golden.json(reply.message()).toString();
            all(Golden.json(reply.message()), "button").forEach(button -> {
                String value = button.get("value").getAsString();
                assertThat(shown).contains(BotCommand.SLASH + " " + value);
                assertThat(button.get("accessibility_label").getAsString()).contains(BotCommand.SLASH);
                assertThat(ButtonAction.values())
                        .anySatisfy(action -> assertThat(action.actionIds())
                                .contains(button.get("action_id").getAsString()));
                assertThat(CommandText.parse(value)).isNotInstanceOf(Parsed.Unclear.class);
            });
        });
        assertThat(replies.stream().flatMap(reply -> all(Golden.json(reply.message()), "button").stream()))
                .hasSizeGreaterThan(20);
    }

    private static List<JsonObject> all(JsonElement json, String type) {
        List<JsonObject> found = new ArrayList<>();
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> found.addAll(all(each, type)));
        } else if (json.isJsonObject()) {
            JsonObject object = json.getAsJsonObject();
            if (object.has("type") && object.get("type").getAsString().equals(type)) {
                found.add(object);
            }
            object.entrySet().forEach(field -> found.addAll(all(field.getValue(), type)));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "a & b < c, a &amp; b &lt; c",
        "<!here>, &lt;!here&gt;",
        "*b* _i_, *\u2060b*\u2060 _\u2060i_\u2060",
        "a\u202eb, a\\u202eb",
        "@here, @\u2060here",
        "so: :fire:, so: :\u2060fire:"
    })
    void whatSlackParsesIsEscaped(String text, String escaped) {
        assertThat(SlackText.escape(text)).isEqualTo(escaped);
    }

    @Test
    void noCharacterIsCutInHalf() {
        assertThat(SlackText.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(SlackText.cut("ab😀", 4)).isEqualTo("ab😀");
    }
}
