package dev.appdb.bot.modal;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.appdb.bot.message.Limits;
import dev.appdb.bot.message.SlackText;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form as a modal. Shows the questions that apply, filled with what is known or suggested; after an answer on which
 * others depend the view is made again with {@link #view}, and Slack keeps what was typed in inputs that stay the same.
 *
 * @see <a href="https://docs.slack.dev/reference/views/modal-views">Slack: modal views</a>
 */
public final class FormModal {
    public static final String CALLBACK_ID = "form";

    /** The source of what the form suggested and the person left as it was: suggested anew when another answer changes. */
    public static final String SUGGESTED = "suggested";

    private static final int MAX_ERROR_CHARACTERS = 300;

    private final String title;
    private final String submit;
    private final String intro;
    private final String noChoice;
    private final Form form;
    private final Set<String> deciding;

    /**
     * @param title at most 24 characters
     * @param submit what the button says, at most 24 characters
     * @param intro a sentence above the questions
     * @param noChoice a sentence in the place of a choice that has none to offer
     * @param deciding the ids of the questions whose answers others depend on
     */
    public FormModal(String title, String submit, String intro, String noChoice, Form form, Set<String> deciding) {
        if (title.length() > Limits.VIEW_TITLE || submit.length() > Limits.VIEW_TITLE) {
            throw new IllegalArgumentException(
                    "a modal's title and button have at most " + Limits.VIEW_TITLE + " characters: " + title);
        }
        this.title = title;
        this.submit = submit;
        this.intro = intro;
        this.noChoice = noChoice;
        this.form = form;
        this.deciding = Set.copyOf(deciding);
    }

    /**
     * The modal.
     *
     * @param known the answers there are; those that were only suggested are suggested anew
     * @param privateMetadata what Slack hands back with the submission, at most 3,000 characters
     */
    public View view(Answers known, String privateMetadata) {
        return view(known, privateMetadata, "");
    }

    /**
     * The same with a notice above the questions.
     *
     * @param notice what was found at the place that the answers name; may be empty
     */
    public View view(Answers known, String privateMetadata, String notice) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(context(intro));
        if (!notice.isEmpty()) {
            blocks.add(context(notice));
        }
        for (FormInput input : inputs(known, false)) {
            blocks.add(input.lacksChoice() ? context(noChoice) : input.block());
            input.switches().ifPresent(names -> blocks.add(context(names)));
        }
        List<String> problems = Limits.problems(blocks, Limits.BLOCKS_OF_VIEW);
        if (!problems.isEmpty() || privateMetadata.length() > Limits.PRIVATE_METADATA) {
            throw new IllegalArgumentException("Slack would refuse this modal: " + problems + ", private metadata of "
                    + privateMetadata.length() + " characters");
        }
        return view(title, blocks, privateMetadata)
                .submit(ViewSubmit.builder()
                        .type("plain_text")
                        .text(submit)
                        .emoji(false)
                        .build())
                .build();
    }

    /**
     * The answers that a view has now.
     *
     * @param known the answers there were before; those to questions that the view does not show are kept
     * @param view as Slack delivers it, with blocks and state
     */
    public Answers answers(Answers known, View view) {
        Answers answers = known;
        for (LayoutBlock block : view.getBlocks()) {
            Optional<Question> question = question(block);
            if (question.isPresent()) {
                String id = question.get().id();
                Optional<String> value = value(view.getState(), block.getBlockId(), id)
                        .or(() -> FormInput.isOptional(question.get()) ? Optional.of("") : Optional.empty());
                String source = value.filter(text -> FormInput.isUntouched(block.getBlockId(), text))
                                .isPresent()
                        ? SUGGESTED
                        : Answer.YOU;
                answers = value.isPresent() ? answers.with(id, value.get(), source) : answers.without(id);
            }
        }
        return answers;
    }

    /** The answers that a view has now, with those that are suggested for the questions after them. */
    public Answers suggested(Answers known, View view) {
        Answers answers = answers(known, view);
        return filled(answers, inputs(answers, false));
    }

    /**
     * The errors of a submitted view whose answers can't stand.
     *
     * @param questions the ids of those at which that can be changed, the best one first
     */
    public Map<String, String> errors(View view, List<String> questions, String text) {
        Map<String, String> blockIds = new LinkedHashMap<>();
        view.getBlocks()
                .forEach(block ->
                        question(block).ifPresent(question -> blockIds.put(question.id(), block.getBlockId())));
        return Stream.concat(questions.stream(), blockIds.keySet().stream())
                .filter(blockIds::containsKey)
                .findFirst()
                .map(question -> Map.of(String.valueOf(blockIds.get(question)), error(text)))
                .orElse(Map.of());
    }

    /** Reads a submitted view. */
    public Submission submitted(Answers known, View view) {
        Answers answers = answers(known, view);
        // Whoever submits means what stands there, suggested or not.
        List<FormInput> inputs = inputs(answers, true);
        Map<String, String> blockIds = new LinkedHashMap<>();
        view.getBlocks()
                .forEach(block ->
                        question(block).ifPresent(question -> blockIds.put(question.id(), block.getBlockId())));
        Answers whole = filled(answers, inputs);
        Map<String, String> errors = new LinkedHashMap<>();
        for (FormInput input : inputs) {
            String blockId = blockIds.get(input.question().id());
            if (blockId != null) {
                problem(input.question(), whole).ifPresent(text -> errors.put(blockId, error(text)));
            }
        }
        if (!errors.isEmpty()) {
            return new Submission.Wrong(errors);
        }
        boolean sawAll = inputs(answers, false).stream()
                .allMatch(input -> blockIds.containsKey(input.question().id()) && input.agrees(answers));
        return sawAll
                ? new Submission.Complete(whole)
                : new Submission.MoreQuestions(view(answers, orEmpty(view.getPrivateMetadata())));
    }

    /**
     * The questions that apply, in their order, each with its value; a suggestion counts for those after it.
     *
     * @param keepsSuggested whether what was suggested before counts as an answer, or is suggested anew
     */
    private List<FormInput> inputs(Answers known, boolean keepsSuggested) {
        Answers soFar = beside(known);
        List<FormInput> inputs = new ArrayList<>();
        for (Question question : form.questions()) {
            if (question.applies().test(soFar)) {
                List<Choice> choices = question.choices().apply(soFar);
                Optional<Answer> given = known.answer(question.id())
                        .filter(answer -> keepsSuggested || !answer.source().equals(SUGGESTED))
                        .filter(answer -> isOffered(question, choices, answer) || !choices.isEmpty());
                Optional<Answer> suggested = given.isPresent()
                        ? Optional.empty()
                        : question.suggestion().apply(soFar).filter(answer -> isOffered(question, choices, answer));
                FormInput input = new FormInput(question, choices, given, suggested, deciding.contains(question.id()));
                inputs.add(input);
                Optional<Answer> value = given.or(() -> suggested);
                if (value.isPresent()) {
                    soFar = soFar.with(question.id(), value.get().value(), input.source());
                }
            }
        }
        return inputs;
    }

    private static boolean isOffered(Question question, List<Choice> choices, Answer answer) {
        return question.kind() != Question.Kind.CHOICE
                || choices.stream().anyMatch(choice -> choice.value().equals(answer.value()));
    }

    /** The answers to what this form does not ask, which its questions may depend on. */
    private Answers beside(Answers known) {
        Answers beside = known;
        for (Question question : form.questions()) {
            beside = beside.without(question.id());
        }
        return beside;
    }

    private Answers filled(Answers known, List<FormInput> inputs) {
        Answers answers = beside(known);
        for (FormInput input : inputs) {
            Optional<Answer> value = input.value();
            if (value.isPresent()) {
                answers = answers.with(input.question().id(), value.get().value(), input.source());
            }
        }
        return answers;
    }

    private static Optional<String> problem(Question question, Answers answers) {
        Optional<String> value = answers.value(question.id());
        if (value.isEmpty()) {
            return Optional.of("Required: " + question.help());
        }
        List<String> offered =
                question.choices().apply(answers).stream().map(Choice::value).toList();
        boolean notOffered =
                question.kind() == Question.Kind.CHOICE && !offered.isEmpty() && !offered.contains(value.get());
        return notOffered
                ? Optional.of("Use one of " + String.join(", ", offered))
                : question.validator().problem(value.get(), answers);
    }

    private static String error(String text) {
        return SlackText.cut(SlackText.visible(text), MAX_ERROR_CHARACTERS);
    }

    private Optional<Question> question(LayoutBlock block) {
        return block instanceof InputBlock
                ? form.questions().stream()
                        .filter(question -> FormInput.isOf(block.getBlockId(), question))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> value(@Nullable ViewState state, String blockId, String actionId) {
        if (state == null || state.getValues() == null || !state.getValues().containsKey(blockId)) {
            return Optional.empty();
        }
        ViewState.Value value = state.getValues().get(blockId).get(actionId);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.getSelectedOption() == null
                ? value.getValue()
                : value.getSelectedOption().getValue();
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static View.ViewBuilder view(String title, List<LayoutBlock> blocks, String privateMetadata) {
        return View.builder()
                .type("modal")
                .callbackId(CALLBACK_ID)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(SlackText.cut(title, Limits.VIEW_TITLE))
                        .emoji(false)
                        .build())
                .close(ViewClose.builder()
                        .type("plain_text")
                        .text("Cancel")
                        .emoji(false)
                        .build())
                .blocks(blocks)
                .privateMetadata(privateMetadata);
    }

    private static ContextBlock context(String text) {
        return ContextBlock.builder()
                .elements(List.of(FormInput.plain(text, Limits.TEXT)))
                .build();
    }
}
