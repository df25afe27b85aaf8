package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import java.util.List;
import java.util.Optional;

/**
 * A text being typed, with suggestions below it: an arrow puts one into the field.
 *
 * @param suggestion the answer of an empty field
 */
record TextEntry(Optional<Answer> suggestion, ChoiceList choiceList, TextField field) implements Entry {

    static TextEntry begin(Optional<Answer> suggestion, List<Choice> choices) {
        return new TextEntry(
                suggestion,
                ChoiceList.of(choices),
                suggestion.map(answer -> TextField.prefilled(answer.value())).orElse(TextField.EMPTY));
    }

    @Override
    public Entry after(KeyStroke key) {
        if (ChoiceList.isNavigation(key)) {
            ChoiceList moved = choiceList.moved(key);
            return new TextEntry(
                    suggestion, moved, moved.selectedValue().map(TextField::of).orElse(field));
        }
        if (key.getKeyType() == KeyType.Tab) {
            return completed();
        }
        TextField typed = field.after(key);
        return typed.text().equals(field.text())
                ? new TextEntry(suggestion, choiceList, typed)
                : new TextEntry(suggestion, choiceList.filtered(typed.text()), typed);
    }

    /** Completes to the common prefix of all values that begin with the text. */
    private TextEntry completed() {
        List<String> values = choiceList.all().stream()
                .map(Choice::value)
                .filter(value -> value.startsWith(field.text()))
                .toList();
        if (values.isEmpty() || field.isSuggestion()) {
            return this;
        }
        String common = values.get(0);
        for (String value : values) {
            while (!value.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return new TextEntry(suggestion, choiceList.filtered(common), TextField.of(common));
    }

    @Override
    public Answer answer() {
        String text = field.text().strip();
        return text.isEmpty() || field.isSuggestion()
                ? suggestion.orElseGet(() -> new Answer("", Answer.YOU))
                : new Answer(text, Answer.YOU);
    }

    /** A text is a name half typed as long as something matches; where nothing is offered, only Enter says that it is whole. */
    @Override
    public boolean isJudged() {
        return isTyped() && !choiceList.all().isEmpty() && choiceList.matching().isEmpty();
    }

    private boolean isTyped() {
        return !field.isSuggestion() && !field.isEmpty();
    }

    @Override
    public boolean takesQuestionMark() {
        return isTyped();
    }

    @Override
    public int drawField(Canvas canvas, int row) {
        field.draw(canvas, row);
        return 1;
    }

    @Override
    public List<String> hints() {
        return choiceList.all().isEmpty() ? List.of() : List.of("up/down select", "tab complete");
    }
}
