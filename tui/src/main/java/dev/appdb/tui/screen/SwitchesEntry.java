package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.tui.FormState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Switches, each of which is on, off, or left as it is. Typing searches the list and Space turns the marked one;
 * {@code name=on} and {@code name=off} may be typed, too, for what is not in the list.
 *
 * @param turned those that are not left as they are: true is on
 */
record SwitchesEntry(Optional<Answer> suggestion, ChoiceList choiceList, Map<String, Boolean> turned, TextField field)
        implements Entry {
    private static final String ON = "=on";
    private static final String OFF = "=off";

    SwitchesEntry {
        turned = new LinkedHashMap<>(turned);
    }

    static SwitchesEntry begin(Optional<Answer> suggestion, List<Choice> choices) {
        Map<String, Boolean> turned = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String word : suggestion.map(Answer::value).orElse("").split("[\\s,]+", -1)) {
            if (word.endsWith(ON)) {
                turned.put(word.substring(0, word.length() - ON.length()), true);
            } else if (word.endsWith(OFF)) {
                turned.put(word.substring(0, word.length() - OFF.length()), false);
            } else if (!word.isEmpty()) {
                unread.add(word);
            }
        }
        List<Choice> all = new ArrayList<>(choices);
        List<String> offered = choices.stream().map(Choice::value).toList();
        turned.keySet().stream().filter(name -> !offered.contains(name)).forEach(name -> all.add(new Choice(name, "")));
        return new SwitchesEntry(suggestion, ChoiceList.of(all), turned, TextField.of(String.join(" ", unread)));
    }

    @Override
    public Entry after(KeyStroke key) {
        if (ChoiceList.moves(key)) {
            return new SwitchesEntry(suggestion, choiceList.moved(key), turned, field);
        }
        if (Keys.is(key, ' ') && !field.text().contains("=")) {
            return choiceList.marked().map(this::turned).orElse(this);
        }
        TextField typed = field.after(key);
        return typed.text().equals(field.text())
                ? new SwitchesEntry(suggestion, choiceList, turned, typed)
                : new SwitchesEntry(
                        suggestion, choiceList.filtered(searched(typed)).markingBest(), turned, typed);
    }

    private static String searched(TextField typed) {
        return typed.text().contains("=") ? "" : typed.text();
    }

    /** On, then off, then as it is. What was searched for is done with. */
    private SwitchesEntry turned(String name) {
        Map<String, Boolean> more = new LinkedHashMap<>(turned);
        Boolean state = turned.get(name);
        if (state == null) {
            more.put(name, true);
        } else if (state) {
            more.put(name, false);
        } else {
            more.remove(name);
        }
        return new SwitchesEntry(suggestion, choiceList.filtered("").marking(name), more, TextField.EMPTY);
    }

    @Override
    public Answer answer() {
        String words = turned.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() ? ON : OFF))
                .collect(Collectors.joining(" "));
        String typed = field.text().strip();
        String value = words.isEmpty() || typed.isEmpty() ? words + typed : words + " " + typed;
        return suggestion
                .filter(answer -> answer.value().equals(value))
                .orElseGet(() -> new Answer(value, FormState.YOU));
    }

    /** What is searched for is no answer; only what is typed as one is. */
    @Override
    public boolean isJudged() {
        return field.text().contains("=")
                || (!field.isEmpty() && choiceList.matching().isEmpty());
    }

    @Override
    public boolean takesQuestionMark() {
        return false;
    }

    @Override
    public int drawField(Canvas canvas, int row) {
        field.draw(canvas, row);
        if (turned.isEmpty()) {
            return 1;
        }
        String words = canvas.style().data("  turned on: " + names(true) + "; turned off: " + names(false));
        return 1 + canvas.put(row + 1, Line.of(words).hanging(4));
    }

    private String names(boolean on) {
        String names = turned.entrySet().stream()
                .filter(entry -> entry.getValue() == on)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    @Override
    public void drawOffers(Canvas canvas) {
        choiceList.draw(canvas, this::sign);
    }

    private String sign(String name) {
        Boolean state = turned.get(name);
        return state == null ? "[as is] " : state ? "[on]    " : "[off]   ";
    }

    @Override
    public String hint() {
        return choiceList.all().isEmpty() ? "" : "Space turns";
    }
}
