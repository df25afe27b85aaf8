package dev.appdb.tui.line;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.ChoiceGroup;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The lines that ask a form, and the meaning of each line typed. Pure. */
final class Conversation {
    static final String BACK = "back";
    static final String HELP = "?";

    private static final String CONTINUE = "continue";

    /** More choices than this are listed only on request, so that the question stays on the screen. */
    private static final int LISTED_CHOICES = 20;

    private Conversation() {}

    /**
     * One turn of the conversation.
     *
     * @param state the state of the form after it
     * @param lines the lines to show
     */
    record Turn(FormState state, List<AttributedString> lines) {}

    /** Shows the known answers, and opens the first question without one. */
    static Turn begin(FormState state) {
        List<AttributedString> lines = new ArrayList<>();
        if (!state.needsReview()) {
            for (Question question : state.answeredBefore()) {
                state.answers().answer(question.id()).ifPresent(answer -> lines.add(summary(question, answer)));
            }
        }
        if (state.current().isPresent()) {
            lines.add(new AttributedString(
                    "Enter accepts the value in brackets; ? shows help; back goes back; Ctrl-C cancels."));
        }
        lines.addAll(opening(state));
        return new Turn(state, lines);
    }

    /** The line that ends with the cursor, for the current question or the review of all answers. */
    static AttributedString prompt(FormState state) {
        return state.current()
                .map(question -> prompt(state, question))
                .orElseGet(() -> new AttributedStringBuilder()
                        .append("Continue, or type the number of an answer to change it", TextStyles.HEADING)
                        .append(" [" + CONTINUE + "]: ")
                        .toAttributedString());
    }

    private static AttributedString prompt(FormState state, Question question) {
        String suggested =
                state.suggestion(question).map(Conversation::inBrackets).orElse("");
        return new AttributedStringBuilder()
                .append(question.prompt(), TextStyles.HEADING)
                .append(suggested + ": ")
                .toAttributedString();
    }

    private static String inBrackets(Answer suggestion) {
        return suggestion.value().isEmpty() && !suggestion.source().isBlank()
                ? " [" + suggestion.source() + "]"
                : " [" + suggestion.value() + "]" + FormState.suggestionSource(suggestion);
    }

    /** The turn that a line leads to, typed at the current question or at the review of all answers. */
    static Turn reply(FormState state, String line) {
        String text = line.strip();
        if (text.equals(BACK)) {
            return state.back()
                    .map(before -> new Turn(before, opening(before)))
                    .orElseGet(() -> new Turn(state, List.of(problem("this is the first question"))));
        }
        return state.current().map(question -> reply(state, question, text)).orElseGet(() -> reviewed(state, text));
    }

    private static Turn reviewed(FormState state, String text) {
        if (text.isEmpty() || text.equalsIgnoreCase(CONTINUE)) {
            return new Turn(state.reviewed(), List.of());
        }
        if (text.equals(HELP)) {
            List<AttributedString> lines = new ArrayList<>();
            Stream.of(
                            "Enter continues; the number of an answer, or its name, asks it again.",
                            "back (or Shift-Tab) goes back; Ctrl-C cancels and keeps the answers.")
                    .forEach(line -> lines.add(new AttributedString("  " + line)));
            lines.addAll(review(state));
            return new Turn(state, lines);
        }
        return named(state.answeredBefore(), text)
                .map(state::changing)
                .map(changing -> new Turn(changing, opening(changing)))
                .orElseGet(() -> new Turn(
                        state,
                        List.of(problem("use a number from 1 to "
                                + state.answeredBefore().size() + ", or " + CONTINUE))));
    }

    /** The question that a number stands for, or its prompt or flag. */
    private static Optional<Question> named(List<Question> questions, String text) {
        if (text.matches("[0-9]{1,3}")) {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= questions.size()
                    ? Optional.of(questions.get(number - 1))
                    : Optional.empty();
        }
        return questions.stream()
                .filter(question -> text.equalsIgnoreCase(question.prompt()) || text.equals(question.flag()))
                .findFirst();
    }

    private static List<AttributedString> review(FormState state) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString("Review your answers", TextStyles.HEADING));
        int number = 1;
        for (Question question : state.answeredBefore()) {
            Answer answer = state.answers().answer(question.id()).orElseThrow();
            lines.add(AttributedStringBuilder.append("  " + number++ + ") ", summary(question, answer)));
        }
        return lines;
    }

    private static Turn reply(FormState state, Question question, String text) {
        if (text.equals(HELP)) {
            return new Turn(state, help(state, question));
        }
        if (text.startsWith(HELP + " ")) {
            return new Turn(
                    state,
                    searchResults(state, question, text.substring(HELP.length()).strip()));
        }
        Answer answer = answer(state, question, text);
        Optional<String> problem = state.problem(question, answer.value());
        if (problem.isPresent()) {
            return new Turn(state, List.of(problem(problem.get())));
        }
        FormState next = state.answered(question, answer);
        List<AttributedString> lines = new ArrayList<>();
        if (!answer.value().equals(text)) {
            lines.add(AttributedStringBuilder.append("  ", summary(question, answer)));
        }
        lines.addAll(opening(next));
        return new Turn(next, lines);
    }

    private static Answer answer(FormState state, Question question, String text) {
        if (text.isEmpty()) {
            return state.suggestion(question).orElseGet(() -> new Answer("", Answer.YOU));
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return new Answer(text.substring(1, text.length() - 1), Answer.YOU);
        }
        return new Answer(numbered(state, question, text).orElse(text), Answer.YOU);
    }

    /** The choice that a number stands for, unless the number is itself one of the choices. */
    private static Optional<String> numbered(FormState state, Question question, String text) {
        List<String> values =
                state.choices(question).stream().map(Choice::value).toList();
        if (question.kind() == Question.Kind.SWITCHES || values.contains(text) || !text.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= 1 && number <= values.size() ? Optional.of(values.get(number - 1)) : Optional.empty();
    }

    /** The line that says what is looked at; none where that takes no time. */
    static List<AttributedString> looking(LookUp lookUp) {
        return lookUp.subject().isEmpty()
                ? List.of()
                : List.of(new AttributedString("  Checking " + lookUp.subject() + "…"));
    }

    /** Opens the question that a look has led to. */
    static Turn looked(FormState state) {
        return new Turn(state, opening(state));
    }

    /** The current question, why it is asked again, and its choices; nothing while a look is due before it. */
    private static List<AttributedString> opening(FormState state) {
        if (state.lookUp().isPresent()) {
            return List.of();
        }
        List<AttributedString> lines = new ArrayList<>();
        state.refusal().map(Conversation::problem).ifPresent(lines::add);
        lines.addAll(state.needsReview() ? review(state) : ofQuestion(state));
        return lines;
    }

    private static List<AttributedString> ofQuestion(FormState state) {
        return state.current()
                .map(question -> {
                    List<AttributedString> lines = new ArrayList<>(notice(state, question));
                    List<Choice> choices = state.choices(question);
                    lines.addAll(
                            choices.size() > LISTED_CHOICES
                                    ? List.of(new AttributedString("  " + choices.size()
                                            + " choices. ? lists them; ? WORD searches; Tab completes."))
                                    : listed(question, choices, ""));
                    return lines;
                })
                .orElse(List.of());
    }

    private static List<AttributedString> notice(FormState state, Question question) {
        return state.notice(question).stream()
                .map(text -> new AttributedString("  " + text))
                .toList();
    }

    private static List<AttributedString> searchResults(FormState state, Question question, String word) {
        List<AttributedString> lines = listed(question, state.choices(question), word);
        return lines.isEmpty() ? List.of(new AttributedString("  No choice contains \"" + word + "\".")) : lines;
    }

    /** The choices that have a word in them, each with the number that answers it. */
    private static List<AttributedString> listed(Question question, List<Choice> choices, String word) {
        List<AttributedString> lines = new ArrayList<>();
        ChoiceGroup group = ChoiceGroup.NONE;
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            if (!(choice.value() + " " + choice.description())
                    .toLowerCase(Locale.ROOT)
                    .contains(word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (!choice.group().equals(group)) {
                group = choice.group();
                lines.addAll(heading(group));
            }
            String number = question.kind() == Question.Kind.SWITCHES ? "" : (i + 1) + ") ";
            String label = choice.text().isBlank() ? "" : ": " + choice.text();
            lines.add(new AttributedString("  " + number + choice.value() + label));
        }
        return lines;
    }

    private static List<AttributedString> heading(ChoiceGroup group) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString("  " + group.heading(), TextStyles.HEADING));
        if (!group.note().isEmpty()) {
            lines.add(new AttributedString("  " + group.note()));
        }
        return lines;
    }

    private static List<AttributedString> help(FormState state, Question question) {
        List<AttributedString> lines = new ArrayList<>();
        Stream.of(
                        question.help(),
                        instruction(question, !state.choices(question).isEmpty()),
                        "Enter accepts the value in brackets; back (or Shift-Tab) goes back; Ctrl-C cancels.",
                        "Put quotes around a word or number to answer it literally, such as \"back\".",
                        "Flag: " + question.flag())
                .forEach(line -> lines.add(new AttributedString("  " + line)));
        lines.addAll(notice(state, question));
        lines.addAll(listed(question, state.choices(question), ""));
        return lines;
    }

    private static String instruction(Question question, boolean choices) {
        return switch (question.kind()) {
            case TEXT -> choices ? "Type a value, or the number of a choice; Tab completes it." : "Type a value.";
            case CHOICE -> "Type a number or a value; Tab completes it.";
            case SWITCHES -> "Type NAME=on, NAME=off or NAME=unset, separated by spaces, or nothing.";
        };
    }

    private static AttributedString summary(Question question, Answer answer) {
        String value = answer.value().isEmpty() ? "(none)" : answer.value();
        return new AttributedString(question.prompt() + ": " + value + FormState.source(answer));
    }

    private static AttributedString problem(String text) {
        return new AttributedString("  ! " + text, TextStyles.BAD);
    }
}
