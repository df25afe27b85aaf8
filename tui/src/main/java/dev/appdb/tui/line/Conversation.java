package dev.appdb.tui.line;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.tui.FormWalk;
import dev.appdb.tui.progress.Style;
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

    private final Style style;

    Conversation(Style style) {
        this.style = style;
    }

    /**
     * One turn of the conversation.
     *
     * @param walk where it is now
     * @param said the lines to show
     */
    record Turn(FormWalk walk, List<String> said) {}

    /** Shows what is answered already, and opens the question after it. */
    Turn begin(FormWalk walk) {
        List<String> said = new ArrayList<>();
        for (Question question : walk.answeredBefore()) {
            walk.answers().answer(question.id()).ifPresent(answer -> said.add(answered(question, answer)));
        }
        if (walk.current().isPresent()) {
            said.add("Enter takes the value in brackets, ? helps, back returns, Ctrl-C cancels.");
        }
        said.addAll(opening(walk));
        return new Turn(walk, said);
    }

    /** The line that ends with the cursor, for the current question. */
    String prompt(FormWalk walk, Question question) {
        String suggested = walk.suggestion(question).map(this::inBrackets).orElse("");
        return style.heading(style.data(question.prompt())) + suggested + ": ";
    }

    private String inBrackets(Answer suggestion) {
        return suggestion.value().isEmpty() && !suggestion.source().isBlank()
                ? " [" + style.data(suggestion.source()) + "]"
                : " [" + style.data(suggestion.value()) + "]" + source(suggestion);
    }

    /** What a line typed at the current question leads to. */
    Turn reply(FormWalk walk, Question question, String line) {
        String text = line.strip();
        if (text.equals(HELP)) {
            return new Turn(walk, help(walk, question));
        }
        if (text.startsWith(HELP + " ")) {
            return new Turn(
                    walk, found(walk, question, text.substring(HELP.length()).strip()));
        }
        if (text.equals(BACK)) {
            return walk.back()
                    .map(before -> new Turn(before, opening(before)))
                    .orElseGet(() -> new Turn(walk, List.of(problem("this is the first question"))));
        }
        Answer answer = answer(walk, question, text);
        Optional<String> problem = walk.problem(question, answer.value());
        if (problem.isPresent()) {
            return new Turn(walk, List.of(problem(problem.get())));
        }
        FormWalk next = walk.answered(question, answer);
        List<String> said = new ArrayList<>();
        if (!answer.value().equals(text)) {
            said.add("  " + answered(question, answer));
        }
        said.addAll(opening(next));
        return new Turn(next, said);
    }

    private Answer answer(FormWalk walk, Question question, String text) {
        if (text.isEmpty()) {
            return walk.suggestion(question).orElseGet(() -> new Answer("", FormWalk.YOU));
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return new Answer(text.substring(1, text.length() - 1), FormWalk.YOU);
        }
        return new Answer(numbered(walk, question, text).orElse(text), FormWalk.YOU);
    }

    /** The choice that a number stands for, unless the number is itself one of the choices. */
    private static Optional<String> numbered(FormWalk walk, Question question, String text) {
        List<String> values = walk.choices(question).stream().map(Choice::value).toList();
        if (question.kind() == Question.Kind.SWITCHES || values.contains(text) || !text.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= 1 && number <= values.size() ? Optional.of(values.get(number - 1)) : Optional.empty();
    }

    private List<String> opening(FormWalk walk) {
        return walk.current()
                .map(question -> {
                    List<Choice> choices = walk.choices(question);
                    return choices.size() > LISTED_CHOICES
                            ? List.of("  " + choices.size() + " choices: ? lists them, ? WORD those with that word,"
                                    + " TAB completes")
                            : listed(question, choices, "");
                })
                .orElse(List.of());
    }

    private List<String> found(FormWalk walk, Question question, String word) {
        List<String> lines = listed(question, walk.choices(question), word);
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

    private List<String> help(FormWalk walk, Question question) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + style.data(question.help()));
        lines.add("  " + how(question, !walk.choices(question).isEmpty()));
        lines.add("  Enter takes the value in brackets; back (or Shift-Tab) returns; Ctrl-C cancels.");
        lines.add("  Quotes answer a word or number as it is, such as \"back\".");
        lines.add("  The flag for it is " + style.data(question.flag()) + ".");
        lines.addAll(listed(question, walk.choices(question), ""));
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
        if (source.equals(FormWalk.YOU) || source.isBlank()) {
            return "";
        }
        return " (" + (source.contains(" ") ? "" : "from ") + style.data(source) + ")";
    }

    private String problem(String text) {
        return "  " + style.bad("! " + style.data(text));
    }
}
