package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import java.util.List;
import java.util.Optional;

/**
 * The selection of one of several choices, with the arrows or by typing a part of it.
 *
 * @param isUntouched whether the selection is still the suggestion
 */
record ChoiceEntry(Optional<Answer> suggestion, ChoiceList choiceList, TextField filter, boolean isUntouched)
        implements Entry {

    static ChoiceEntry begin(Optional<Answer> suggestion, List<Choice> choices) {
        ChoiceList choiceList = ChoiceList.of(choices);
        return new ChoiceEntry(
                suggestion,
                suggestion.map(answer -> choiceList.selecting(answer.value())).orElse(choiceList),
                TextField.EMPTY,
                true);
    }

    @Override
    public Entry after(KeyStroke key) {
        if (ChoiceList.isNavigation(key)) {
            return new ChoiceEntry(suggestion, choiceList.moved(key), filter, false);
        }
        TextField typed = filter.after(key);
        if (typed.text().equals(filter.text())) {
            return new ChoiceEntry(suggestion, choiceList, typed, isUntouched);
        }
        return typed.isEmpty()
                ? begin(suggestion, choiceList.all())
                : new ChoiceEntry(suggestion, choiceList.filtered(typed.text()).selectingBestMatch(), typed, false);
    }

    @Override
    public Optional<Entry> afterEscape() {
        return filter.isEmpty() ? Optional.empty() : Optional.of(begin(suggestion, choiceList.all()));
    }

    @Override
    public Answer answer() {
        if (isUntouched) {
            return suggestion.orElseGet(() -> new Answer("", Answer.YOU));
        }
        return new Answer(choiceList.selectedValue().orElse(filter.text().strip()), Answer.YOU);
    }

    @Override
    public boolean isJudged() {
        return !filter.isEmpty() && choiceList.matching().isEmpty();
    }

    @Override
    public boolean takesQuestionMark() {
        return false;
    }

    @Override
    public int drawField(Canvas canvas, int row) {
        if (filter.isEmpty()) {
            return 0;
        }
        filter.draw(canvas, row);
        return 1;
    }

    @Override
    public List<String> hints() {
        return List.of("up/down select", "a-z search");
    }
}
