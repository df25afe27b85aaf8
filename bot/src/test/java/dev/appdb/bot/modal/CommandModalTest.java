package dev.appdb.bot.modal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.appdb.bot.Golden;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.HostileTexts;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.command.ShopFacts;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.form.Question.Kind;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.PrintableLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandModalTest {
    private static final ShopFacts FACTS = new ShopFacts();

    @ParameterizedTest
    @CsvSource({
        "setup, setup-empty",
        "setup shop dev vector=on, setup-filled",
        "setup shop prod --region eu-west-1 --max-capacity 8, setup-aws",
        "setup shop prod --target server, setup-server",
        "mute shop, mute",
        "freeze, freeze"
    })
    void modalsAreTheGoldenOnes(String typed, String name) throws Exception {
        Golden.assertSame("modal/" + name + ".json", Golden.json(modal(typed).view()));
    }

    @Test
    void whatWasTypedFillsTheModal() {
        Map<String, String> values = values(modal("setup shop dev vector=on").view());

        assertThat(values)
                .containsEntry("app-name", "shop")
                .containsEntry("environment", "dev")
                .containsEntry("target", "local")
                .containsEntry("extension", "vector=on");
    }

    @Test
    void anAnswerMakesTheQuestionsThatDependOnIt() {
        CommandModal modal = modal("setup");
        View first = modal.view();
        View named = modal.updated(typed(first, Map.of("app-name", "shop", "environment", "prod")));
        View local = modal.updated(typed(named, Map.of("target", "local")));

        assertThat(values(first).keySet()).containsExactly("app-name", "environment", "target", "extension");
        assertThat(values(named)).containsEntry("target", "aws").containsKeys("region", "min-capacity");
        assertThat(values(local).keySet())
                .containsExactly("app-name", "environment", "target", "postgres-version", "extension");
    }

    @Test
    void aSuggestionLeftAloneIsMadeAnewAndWhatWasTypedStays() {
        CommandModal modal = modal("setup shop dev");
        View dev = modal.view();
        View prod = modal.updated(typed(dev, Map.of("environment", "prod", "extension", "vector=on")));
        View back = modal.updated(typed(prod, Map.of("environment", "dev", "target", "server")));
        View again = modal.updated(typed(back, Map.of("environment", "prod")));

        assertThat(values(dev)).containsEntry("target", "local");
        assertThat(values(prod)).containsEntry("target", "aws").containsEntry("extension", "vector=on");
        assertThat(values(again)).containsEntry("target", "server").containsEntry("extension", "vector=on");
    }

    @Test
    void anInputThatIsTypedIntoKeepsItsIdsSoThatSlackKeepsTheText() {
        CommandModal modal = modal("setup");
        View first = modal.view();
        View second = modal.updated(typed(first, Map.of("app-name", "shop")));

        assertThat(blockId(second, "app-name")).isEqualTo(blockId(first, "app-name"));
        assertThat(blockId(second, "environment")).isEqualTo(blockId(first, "environment"));
    }

    @Test
    void anotherSuggestionIsAnotherInputSoThatSlackShowsIt() {
        assertThat(blockId(modal("setup shop dev").view(), "target"))
                .isNotEqualTo(blockId(modal("setup shop prod").view(), "target"));
    }

    @Test
    void completeAnswersAreWhatTheTerminalWouldHave() {
        CommandModal modal = modal("setup shop dev hstore=on");

        assertThat(modal.submitted(typed(modal.view(), Map.of())))
                .isInstanceOfSatisfying(
                        Submission.Complete.class,
                        complete -> assertThat(complete.answers().values())
                                .containsEntry("app-name", "shop")
                                .containsEntry("environment", "dev")
                                .containsEntry("target", "local")
                                .containsEntry("postgres-version", PostgresVersion.DEFAULT.toString())
                                .containsEntry("extension", "hstore=on")
                                .hasSize(5));
    }

    @Test
    void allThatIsWrongIsReportedAtItsInput() {
        CommandModal modal = modal("setup shop prod --region eu-west-1");
        View view = typed(modal.view(), Map.of("app-name", "nosuch", "max-capacity", "many", "extension", "vector"));

        assertThat(modal.submitted(view))
                .isInstanceOfSatisfying(
                        Submission.Wrong.class,
                        wrong -> assertThat(wrong.errors())
                                .containsEntry(
                                        blockId(view, "app-name"), "there is no app nosuch: use one of blog, shop")
                                .containsEntry(
                                        blockId(view, "max-capacity"),
                                        "capacity \"many\" is not a number of ACU, like 0.5 or 16")
                                .containsEntry(
                                        blockId(view, "extension"),
                                        "\"vector\" is not NAME=on, NAME=off or NAME=unset"));
    }

    @Test
    void anAnswerThatLeadsToMoreQuestionsAsksThemFirst() {
        CommandModal modal = modal("setup shop dev");

        assertThat(modal.submitted(typed(modal.view(), Map.of("target", "server"))))
                .isInstanceOfSatisfying(
                        Submission.MoreQuestions.class,
                        more -> assertThat(values(more.view()))
                                .containsKey("server-url")
                                .containsEntry("target", "server"));
    }

    @Test
    void aSuggestionForAnotherEnvironmentIsShownBeforeItCounts() {
        CommandModal modal = modal("setup shop dev");
        Submission submission = modal.submitted(typed(modal.view(), Map.of("environment", "prod")));

        assertThat(submission).isInstanceOfSatisfying(Submission.MoreQuestions.class, more -> {
            assertThat(values(more.view())).containsEntry("target", "aws");
            View view = typed(more.view(), Map.of("region", "eu-west-1"));
            assertThat(modal.submitted(view)).isInstanceOf(Submission.Complete.class);
        });
    }

    @Test
    void theModalOfAnyOtherCommandCompletesIt() {
        CommandModal modal = modal("mute shop");
        Submission submission = modal.submitted(typed(modal.view(), Map.of("environment", "dev", "until", "2h")));

        assertThat(submission)
                .isInstanceOfSatisfying(
                        Submission.Complete.class,
                        complete -> assertThat(modal.completed(complete.answers()))
                                .isEqualTo(CommandText.parse("mute shop dev --until 2h")));
        assertThat(modal.submitted(typed(modal.view(), Map.of("environment", "dev", "until", "soon"))))
                .isInstanceOf(Submission.Wrong.class);
    }

    @Test
    void anyReplicaGoesOnFromTheViewAlone() {
        View view = typed(modal("mute shop").view(), Map.of("environment", "dev", "until", "2h"));

        assertThat(CommandModal.of(view, FACTS)).hasValueSatisfying(modal -> {
            assertThat(modal.command()).isEqualTo(modal("mute shop").command());
            assertThat(modal.submitted(view)).isInstanceOf(Submission.Complete.class);
        });
        view.setCallbackId("another");
        assertThat(CommandModal.of(view, FACTS)).isEmpty();
    }

    @Test
    void nothingHostileGetsThroughAModal() {
        assertThat(HostileTexts.of(1_000)).allSatisfy(text -> {
            CommandModal modal = modal("setup shop prod");
            View view = typed(modal.view(), Map.of("environment", text, "region", text, "extension", text));
            harmless(Golden.json(modal.updated(view).getBlocks()));
            assertThat(modal.submitted(view))
                    .isInstanceOfSatisfying(
                            Submission.Wrong.class,
                            wrong -> assertThat(wrong.errors().values())
                                    .allSatisfy(error -> assertThat(error).isEqualTo(PrintableLine.of(error))));
        });
    }

    @Test
    void moreOptionsThanSlackTakesAreTyped() {
        List<Choice> choices = IntStream.range(0, 101)
                .mapToObj(index -> new Choice("choice-" + index, "x".repeat(200)))
                .toList();
        Question question = Question.text("many", "Many", "one of many", "--many", (value, soFar) -> Optional.empty())
                .as(Kind.CHOICE)
                .suggesting(soFar -> Optional.of(new Answer("choice-7", "the test")));

        View typed = form(question.offering(soFar -> choices));
        View chosen = form(question.offering(soFar -> choices.subList(0, 100)));

        assertThat(((InputBlock) typed.getBlocks().get(1)).getElement()).isInstanceOf(PlainTextInputElement.class);
        assertThat(((InputBlock) chosen.getBlocks().get(1)).getElement())
                .isInstanceOfSatisfying(StaticSelectElement.class, select -> {
                    assertThat(select.getOptions()).hasSize(100);
                    assertThat(select.getOptions().get(0).getDescription().getText())
                            .hasSize(75);
                    assertThat(select.getInitialOption().getValue()).isEqualTo("choice-7");
                });
    }

    private static View form(Question question) {
        return new FormModal("Title", "Go on", "Choose.", "None.", new Form(List.of(question)), Set.of())
                .view(Answers.NONE, "");
    }

    private static CommandModal modal(String typed) {
        Parsed parsed = CommandText.parse(typed);
        return CommandModal.of(
                parsed instanceof Parsed.Incomplete incomplete ? incomplete.soFar() : (BotCommand) parsed, FACTS);
    }

    /** The view as Slack hands it back: with its own values, and those that somebody typed or chose. */
    private static View typed(View view, Map<String, String> typed) {
        Map<String, Map<String, ViewState.Value>> state = new HashMap<>();
        values(view).forEach((id, initial) -> {
            ViewState.Value value = new ViewState.Value();
            String text = typed.getOrDefault(id, initial);
            if (id.equals("target")) {
                ViewState.SelectedOption option = new ViewState.SelectedOption();
                option.setValue(text);
                value.setSelectedOption(text.isEmpty() ? null : option);
            } else {
                value.setValue(text.isEmpty() ? null : text);
            }
            state.put(blockId(view, id), Map.of(id, value));
        });
        assertThat(values(view).keySet()).containsAll(typed.keySet());
        view.setState(ViewState.builder().values(state).build());
        return view;
    }

    private static String blockId(View view, String id) {
        return inputs(view).stream()
                .filter(input -> actionId(input).equals(id))
                .map(InputBlock::getBlockId)
                .findFirst()
                .orElseThrow();
    }

    /** The initial values by question, in the order of the view. */
    private static Map<String, String> values(View view) {
        Map<String, String> values = new LinkedHashMap<>();
        for (InputBlock input : inputs(view)) {
            if (input.getElement() instanceof StaticSelectElement select) {
                values.put(
                        actionId(input),
                        select.getInitialOption() == null
                                ? ""
                                : select.getInitialOption().getValue());
            } else if (input.getElement() instanceof PlainTextInputElement text) {
                values.put(actionId(input), text.getInitialValue() == null ? "" : text.getInitialValue());
            }
        }
        return values;
    }

    private static List<InputBlock> inputs(View view) {
        List<InputBlock> inputs = new ArrayList<>();
        for (LayoutBlock block : view.getBlocks()) {
            if (block instanceof InputBlock input) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    private static String actionId(InputBlock input) {
        return input.getElement() instanceof StaticSelectElement select
                ? select.getActionId()
                : ((PlainTextInputElement) input.getElement()).getActionId();
    }

    private static void harmless(JsonElement json) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(CommandModalTest::harmless);
        } else if (json.isJsonObject()) {
            assertThat(json.getAsJsonObject().has("type")
                            && json.getAsJsonObject().get("type").getAsString().equals("mrkdwn"))
                    .isFalse();
            json.getAsJsonObject().entrySet().forEach(field -> harmless(field.getValue()));
        } else if (json.isJsonPrimitive()) {
            assertThat(json.getAsString()).isEqualTo(PrintableLine.of(json.getAsString()));
        }
    }
}
