package dev.appdb.tui.line;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said while a form is asked line by line, and what each line typed means. Pure. */
final class Conversation {
    static final String BACK = "back";
    static final String HELP = "?";

    /** More choices than this are listed only on request, so that the question stays on the screen. */
    private static final int LISTED_CHOICES = 20;

    private final TerminalCapabilities style;

    Conversation(TerminalCapabilities style) {
        this.style = style;
    }

    /**
     * One turn of the conversation.
     *
     * @param state where it is now
     * @param said the lines to show
     */
    record Turn(FormState state, List<String> said) {}

    /** Shows what is answered already, and opens the question after it. */
    Turn begin(FormState state) {
        List<String> said = new ArrayList<>();
        for (Question question : state.answeredBefore()) {
            state.answers().answer(question.id()).ifPresent(answer -> said.add(answered(question, answer)));
        }
        if (state.current().isPresent()) {
            said.add("Enter takes the value in brackets, ? helps, back returns, Ctrl-C cancels.");
        }
        said.addAll(opening(state));
        return new Turn(state, said);
    }

    /** The line that ends with the cursor, for the current question. */
    String prompt(FormState state, Question question) {
        String suggested = state.suggestion(question).map(this::inBrackets).orElse("");
        return style.heading(style.data(question.prompt())) + suggested + ": ";
    }

    private String inBrackets(Answer suggestion) {
        return suggestion.value().isEmpty() && !suggestion.source().isBlank()
                ? " [" + style.data(suggestion.source()) + "]"
                : " [" + style.data(suggestion.value()) + "]" + source(suggestion);
    }

    /** What a line typed at the current question leads to. */
    Turn reply(FormState state, Question question, String line) {
        String text = line.strip();
        if (text.equals(HELP)) {
            return new Turn(state, help(state, question));
        }
        if (text.startsWith(HELP + " ")) {
            return new Turn(
                    state, found(state, question, text.substring(HELP.length()).strip()));
        }
        if (text.equals(BACK)) {
            return state.back()
                    .map(before -> new Turn(before, opening(before)))
                    .orElseGet(() -> new Turn(state, List.of(problem("this is the first question"))));
        }
        Answer answer = answer(state, question, text);
        Optional<String> problem = state.problem(question, answer.value());
        if (problem.isPresent()) {
            return new Turn(state, List.of(problem(problem.get())));
        }
        FormState next = state.answered(question, answer);
        List<String> said = new ArrayList<>();
        if (!answer.value().equals(text)) {
            said.add("  " + answered(question, answer));
        }
        said.addAll(opening(next));
        return new Turn(next, said);
    }

    private Answer answer(FormState state, Question question, String text) {
        if (text.isEmpty()) {
            return state.suggestion(question).orElseGet(() -> new Answer("", FormState.YOU));
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return new Answer(text.substring(1, text.length() - 1), FormState.YOU);
        }
        return new Answer(numbered(state, question, text).orElse(text), FormState.YOU);
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

    private List<String> opening(FormState state) {
        return state.current()
                .map(question -> {
                    List<Choice> choices = state.choices(question);
                    return choices.size() > LISTED_CHOICES
                            ? List.of("  " + choices.size() + " choices: ? lists them, ? WORD those with that word,"
                                    + " TAB completes")
                            : listed(question, choices, "");
                })
                .orElse(List.of());
    }

    private List<String> found(FormState state, Question question, String word) {
        List<String> lines = listed(question, state.choices(question), word);
        return lines.isEmpty() ? List.of("  no choice has \"" + style.data(word) + "\" in it") : lines;
    }

    /** The choices that have a word in them, each with the number that answers it. */
    private List<String> listed(Question question, List<Choice> choices, String word) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            if (!(choice.value() + " " + choice.label())
                    .toLowerCase(Locale.ROOT)
                    .contains(word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            String number = question.kind() == Question.Kind.SWITCHES ? "" : (i + 1) + ") ";
            String label = choice.label().isBlank() ? "" : ": " + style.data(choice.label());
            lines.add("  " + number + style.data(choice.value()) + label);
        }
        return lines;
    }

    private List<String> help(FormState state, Question question) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + style.data(question.help()));
        lines.add("  " + how(question, !state.choices(question).isEmpty()));
        lines.add("  Enter takes the value in brackets; back (or Shift-Tab) returns; Ctrl-C cancels.");
        lines.add("  Quotes answer a word or number as it is, such as \"back\".");
        lines.add("  The flag for it is " + style.data(question.flag()) + ".");
        lines.addAll(listed(question, state.choices(question), ""));
        return lines;
    }

    private static String how(Question question, boolean choices) {
        return switch (question.kind()) {
            case TEXT -> choices ? "Type a value, or a number or TAB for one of those listed." : "Type a value.";
            case CHOICE -> "Type a number or a value; TAB completes it.";
            case SWITCHES -> "Type NAME=on or NAME=off, several with spaces between; none is fine.";
        };
    }

    private String answered(Question question, Answer answer) {
        String value = answer.value().isEmpty() ? "(none)" : style.data(answer.value());
        return style.data(question.prompt()) + ": " + value + source(answer);
    }

    /** In brackets: a path or flag as "from …", a phrase as it is, and nothing for what the person typed. */
    private String source(Answer answer) {
        String source = answer.source();
        if (source.equals(FormState.YOU) || source.isBlank()) {
            return "";
        }
        return " (" + (source.contains(" ") ? "" : "from ") + style.data(source) + ")";
    }

    private String problem(String text) {
        return "  " + style.bad("! " + style.data(text));
    }
}
