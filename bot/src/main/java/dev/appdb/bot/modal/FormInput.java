package dev.appdb.bot.modal;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.DispatchActionConfig;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.appdb.bot.message.Limits;
import dev.appdb.bot.message.SlackText;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One question in a modal. Slack keeps what was typed into an input whose ids stay the same, and ignores its new initial
 * value; so the block id of an input that is filled with a suggestion names that suggestion, and another suggestion makes
 * another input.
 *
 * @param choices the values that are offered
 * @param given the answer there is
 * @param suggested what is suggested where there is none
 * @param deciding whether other questions depend on the answer
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/input-block">Slack: input block</a>
 */
record FormInput(
        Question question, List<Choice> choices, Optional<Answer> given, Optional<Answer> suggested, boolean deciding) {
    private static final String SEPARATOR = "|";
    private static final int MAX_HINT_CHARACTERS = 400;

    /** True if a block id belongs to this question's input. */
    static boolean isOf(String blockId, Question question) {
        return blockId.equals(question.id()) || blockId.startsWith(question.id() + SEPARATOR);
    }

    /** True if the value is still the suggested one. */
    static boolean isUntouched(String blockId, String value) {
        return blockId.endsWith(SEPARATOR + mark(value));
    }

    static boolean isOptional(Question question) {
        return question.validator().problem("", Answers.NONE).isEmpty();
    }

    static PlainTextObject plain(String text, int max) {
        return PlainTextObject.builder()
                .text(SlackText.cut(SlackText.visible(text), max))
                .emoji(false)
                .build();
    }

    private static String mark(String value) {
        return Integer.toHexString(value.hashCode());
    }

    Optional<Answer> value() {
        return given.or(() -> suggested);
    }

    /** True if the suggestion equals the answer. */
    boolean agrees(Answers answers) {
        return suggested.isEmpty() || suggested.map(Answer::value).equals(answers.value(question.id()));
    }

    /** The source of the value, which the next view uses. */
    String source() {
        return given.map(Answer::source).orElse(FormModal.SUGGESTED);
    }

    /** True if it is to be chosen, and there is nothing to choose. */
    boolean lacksChoice() {
        return question.kind() == Question.Kind.CHOICE && choices.isEmpty();
    }

    InputBlock block() {
        return InputBlock.builder()
                .blockId(question.id()
                        + (suggested.isPresent()
                                ? SEPARATOR + mark(suggested.get().value())
                                : ""))
                .label(plain(question.prompt(), Limits.INPUT_LABEL))
                .hint(plain(hint(), MAX_HINT_CHARACTERS))
                .optional(isOptional(question))
                .dispatchAction(deciding)
                .element(isSelect() ? select() : text())
                .build();
    }

    private String hint() {
        String from = suggested
                .filter(answer -> !answer.value().isEmpty())
                .map(answer -> answer.isDefault() ? ". Default: " + answer.value() : ". Suggested: " + answer.source())
                .orElse("");
        String rest = from + (deciding && !isSelect() ? ". Press Enter to continue" : "");
        String whole = question.help() + offered() + rest;
        return whole.length() > MAX_HINT_CHARACTERS ? question.help() + rest : whole;
    }

    /**
     * The valid values, as a hint. The beginning of a list that is too long would look like all of it, so there is
     * none.
     */
    private String offered() {
        return isSelect() || choices.isEmpty() || question.kind() == Question.Kind.SWITCHES
                ? ""
                : ". Valid: " + choices.stream().map(Choice::value).collect(Collectors.joining(", "));
    }

    /** The names of switches, which are too many for a hint: those that can be turned on, then the others by the reason. */
    Optional<String> switches() {
        if (question.kind() != Question.Kind.SWITCHES || choices.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> byReason = choices.stream()
                .collect(Collectors.groupingBy(
                        Choice::unavailable, TreeMap::new, Collectors.mapping(Choice::value, Collectors.toList())));
        // As long as the place is not known, none is known to be missing there.
        String others = byReason.size() > 1 ? "Available: " : "Known: ";
        return Optional.of(byReason.entrySet().stream()
                .map(group -> (group.getKey().isEmpty() ? others : "Not available (" + group.getKey() + "): ")
                        + String.join(", ", group.getValue()) + ".")
                .collect(Collectors.joining(" ")));
    }

    /** More options than Slack takes, or longer ones, are typed instead. */
    private boolean isSelect() {
        return question.kind() == Question.Kind.CHOICE
                && !choices.isEmpty()
                && choices.size() <= Limits.OPTIONS
                && choices.stream().allMatch(choice -> choice.value().length() <= Limits.OPTION_TEXT);
    }

    private BlockElement select() {
        List<OptionObject> options = choices.stream().map(FormInput::option).toList();
        StaticSelectElement select = StaticSelectElement.builder()
                .actionId(question.id())
                .placeholder(plain(question.prompt(), Limits.PLACEHOLDER))
                .options(options)
                .build();
        options.stream()
                .filter(option -> value().map(Answer::value)
                        .filter(option.getValue()::equals)
                        .isPresent())
                .findFirst()
                .ifPresent(select::setInitialOption);
        return select;
    }

    private static OptionObject option(Choice choice) {
        OptionObject option = OptionObject.builder()
                .text(plain(choice.value(), Limits.OPTION_TEXT))
                .value(choice.value())
                .build();
        if (!choice.label().isBlank()) {
            option.setDescription(plain(choice.description(), Limits.OPTION_TEXT));
        }
        return option;
    }

    private BlockElement text() {
        PlainTextInputElement input = PlainTextInputElement.builder()
                .actionId(question.id())
                .maxLength(Limits.INPUT_VALUE)
                .build();
        value().map(Answer::value)
                .filter(value -> !value.isEmpty())
                .map(SlackText::visible)
                .ifPresent(value -> input.setInitialValue(SlackText.cut(value, Limits.INPUT_VALUE)));
        if (deciding) {
            input.setDispatchActionConfig(DispatchActionConfig.builder()
                    .triggerActionsOn(List.of("on_enter_pressed"))
                    .build());
        }
        return input;
    }
}
