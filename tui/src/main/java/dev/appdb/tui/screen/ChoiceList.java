package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Choice;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The choices that match what was typed, one of which may be selected. Immutable.
 *
 * @param all the choices there are
 * @param filter what was typed
 * @param selected the index of the selected choice among those that match; -1 for none
 */
record ChoiceList(List<Choice> all, String filter, int selected) {
    private static final int MAX_VALUE_COLUMNS = 32;

    ChoiceList {
        all = List.copyOf(all);
    }

    static ChoiceList of(List<Choice> all) {
        return new ChoiceList(all, "", -1);
    }

    /** Those whose value or label has the filter in it: first those that begin with it. */
    List<Choice> matching() {
        String searched = filter.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(choice -> rank(choice, searched) < 3)
                .sorted(Comparator.comparingInt(choice -> rank(choice, searched)))
                .toList();
    }

    private static int rank(Choice choice, String searched) {
        String value = choice.value().toLowerCase(Locale.ROOT);
        if (value.startsWith(searched)) {
            return 0;
        } else if (value.contains(searched)) {
            return 1;
        }
        return choice.label().toLowerCase(Locale.ROOT).contains(searched) ? 2 : 3;
    }

    Optional<String> selectedValue() {
        List<Choice> matching = matching();
        return selected >= 0 && selected < matching.size()
                ? Optional.of(matching.get(selected).value())
                : Optional.empty();
    }

    ChoiceList filtered(String text) {
        return new ChoiceList(all, text, -1);
    }

    /** The list with a value selected, if it is among those that match. */
    ChoiceList selecting(String value) {
        List<String> values = matching().stream().map(Choice::value).toList();
        return new ChoiceList(all, filter, values.indexOf(value));
    }

    /** The list with the best match selected, once something was typed. */
    ChoiceList selectingBestMatch() {
        if (filter.isBlank() || matching().isEmpty()) {
            return new ChoiceList(all, filter, -1);
        }
        ChoiceList exact = selecting(filter.strip());
        return exact.selected >= 0 ? exact : new ChoiceList(all, filter, 0);
    }

    static boolean isNavigation(KeyStroke key) {
        KeyType type = key.getKeyType();
        return type == KeyType.ArrowDown
                || type == KeyType.ArrowUp
                || type == KeyType.PageDown
                || type == KeyType.PageUp;
    }

    /** The list with the selection moved by a key. */
    ChoiceList moved(KeyStroke key) {
        int size = matching().size();
        if (size == 0) {
            return this;
        }
        int target = switch (key.getKeyType()) {
            case ArrowDown -> selected + 1;
            case ArrowUp -> selected < 0 ? size - 1 : selected - 1;
            case PageDown -> selected + 8;
            default -> selected - 8;
        };
        return new ChoiceList(all, filter, Math.max(0, Math.min(target, size - 1)));
    }

    /**
     * Draws as many as fit, the selected one among them.
     *
     * @param state the text between a value and its label; may be empty
     */
    void draw(Canvas canvas, UnaryOperator<String> state) {
        List<Choice> matching = matching();
        if (matching.isEmpty() && !all.isEmpty()) {
            canvas.put(0, 0, "  No match", TextStyles.FAINT);
            return;
        }
        int visible = matching.size() > canvas.rows() ? canvas.rows() - 1 : canvas.rows();
        int from = Math.max(0, Math.min(selected - visible / 2, matching.size() - visible));
        int to = Math.min(matching.size(), from + visible);
        int width = Math.min(
                MAX_VALUE_COLUMNS,
                matching.stream()
                        .mapToInt(choice -> shownColumns(canvas, choice.value()))
                        .max()
                        .orElse(0));
        for (int i = from; i < to; i++) {
            drawChoice(canvas, i - from, matching.get(i), i == selected, state, width);
        }
        if (to - from < matching.size()) {
            canvas.put(0, canvas.rows() - 1, "  " + (from + 1) + "-" + to + " of " + matching.size(), TextStyles.FAINT);
        }
    }

    private static int shownColumns(Canvas canvas, String value) {
        return Columns.of(DrawableText.of(value, canvas.capabilities()));
    }

    private static void drawChoice(
            Canvas canvas, int row, Choice choice, boolean isSelected, UnaryOperator<String> state, int width) {
        String value = choice.value();
        canvas.put(0, row, (isSelected ? "> " : "  ") + value, isSelected ? TextStyles.SELECTED : TextStyles.PLAIN);
        int at = 2 + Math.max(width, shownColumns(canvas, value)) + 2;
        canvas.putCut(at, row, (choice.isAvailable() || choice.isDeclared() ? state.apply(value) : "") + choice.text());
    }
}
