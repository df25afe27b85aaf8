package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Choice;
import dev.appdb.form.ChoiceGroup;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The choices that match what was typed, one of which may be selected. Immutable.
 *
 * @param all the choices there are
 * @param filter what was typed
 * @param selected the index of the selected choice among those that match; -1 for none
 */
record ChoiceList(List<Choice> all, String filter, int selected) {
    ChoiceList {
        all = List.copyOf(all);
    }

    static ChoiceList of(List<Choice> all) {
        return new ChoiceList(all, "", -1);
    }

    /** Those whose value or label has the filter in it: within each group first those that begin with it. */
    List<Choice> matching() {
        String searched = searched();
        List<ChoiceGroup> groups = all.stream().map(Choice::group).distinct().toList();
        return all.stream()
                .filter(choice -> rank(choice, searched) < 3)
                .sorted(Comparator.<Choice>comparingInt(choice -> groups.indexOf(choice.group()))
                        .thenComparingInt(choice -> rank(choice, searched)))
                .toList();
    }

    private String searched() {
        return filter.strip().toLowerCase(Locale.ROOT);
    }

    /** The number of choices, or of those that match. */
    String count() {
        int matches = matching().size();
        if (all.isEmpty()) {
            return "";
        }
        return filter.isBlank()
                ? all.size() + (all.size() == 1 ? " choice" : " choices")
                : matches + (matches == 1 ? " match" : " matches");
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
        if (exact.selected >= 0) {
            return exact;
        }
        List<Integer> ranks =
                matching().stream().map(choice -> rank(choice, searched())).toList();
        return new ChoiceList(all, filter, ranks.indexOf(Collections.min(ranks)));
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
}
