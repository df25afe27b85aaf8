package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Switches, each of which is on, off or unchanged. Typing searches the list and Space toggles the selected one;
 * {@code name=on} and {@code name=off} may be typed, too, for names that are not in the list.
 *
 * @param toggled the switches that are not left unchanged: true is on
 */
record SwitchesEntry(Optional<Answer> suggestion, ChoiceList choiceList, Map<String, Boolean> toggled, TextField field)
        implements Entry {
    private static final String ON = "=on";
    private static final String OFF = "=off";

    SwitchesEntry {
        toggled = new LinkedHashMap<>(toggled);
    }

    static SwitchesEntry begin(Optional<Answer> suggestion, List<Choice> choices) {
        Map<String, Boolean> toggled = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String word : suggestion.map(Answer::value).orElse("").split("[\\s,]+", -1)) {
            if (word.endsWith(ON)) {
                toggled.put(word.substring(0, word.length() - ON.length()), true);
            } else if (word.endsWith(OFF)) {
                toggled.put(word.substring(0, word.length() - OFF.length()), false);
            } else if (!word.isEmpty()) {
                unread.add(word);
            }
        }
        List<Choice> all = new ArrayList<>(choices);
        List<String> offered = choices.stream().map(Choice::value).toList();
        toggled.keySet().stream()
                .filter(name -> !offered.contains(name))
                .forEach(name -> all.add(new Choice(name, "")));
        return new SwitchesEntry(suggestion, ChoiceList.of(all), toggled, TextField.of(String.join(" ", unread)));
    }

    @Override
    public Entry after(KeyStroke key) {
        if (ChoiceList.isNavigation(key)) {
            return new SwitchesEntry(suggestion, choiceList.moved(key), toggled, field);
        }
        if (Keys.is(key, ' ') && !field.text().contains("=")) {
            return choiceList.selectedValue().map(this::toggled).orElse(this);
        }
        TextField typed = field.after(key);
        return typed.text().equals(field.text())
                ? new SwitchesEntry(suggestion, choiceList, toggled, typed)
                : new SwitchesEntry(
                        suggestion, choiceList.filtered(searched(typed)).selectingBestMatch(), toggled, typed);
    }

    private static String searched(TextField typed) {
        return typed.text().contains("=") ? "" : typed.text();
    }

    /** On, then off, then unchanged. Clears the search. */
    private SwitchesEntry toggled(String name) {
        Map<String, Boolean> more = new LinkedHashMap<>(toggled);
        Boolean state = toggled.get(name);
        if (state == null) {
            more.put(name, true);
        } else if (state) {
            more.put(name, false);
        } else {
            more.remove(name);
        }
        return new SwitchesEntry(suggestion, choiceList.filtered("").selecting(name), more, TextField.EMPTY);
    }

    @Override
    public Answer answer() {
        String words = toggled.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() ? ON : OFF))
                .collect(Collectors.joining(" "));
        String typed = field.text().strip();
        String value = words.isEmpty() || typed.isEmpty() ? words + typed : words + " " + typed;
        return suggestion.filter(answer -> answer.value().equals(value)).orElseGet(() -> new Answer(value, Answer.YOU));
    }

    /** Returns true for text that is an answer; a search is not. */
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
        if (toggled.isEmpty()) {
            return 1;
        }
        String words = "  On: " + names(true) + " · Off: " + names(false);
        return 1 + canvas.put(row + 1, Paragraph.of(words).hanging(4));
    }

    private String names(boolean on) {
        String names = toggled.entrySet().stream()
                .filter(entry -> entry.getValue() == on)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    @Override
    public void drawOffers(Canvas canvas) {
        choiceList.draw(canvas, this::state);
    }

    private String state(String name) {
        Boolean state = toggled.get(name);
        return state == null ? "(unchanged)  " : state ? "(on)         " : "(off)        ";
    }

    @Override
    public String hint() {
        return choiceList.all().isEmpty() ? "" : "space toggle";
    }
}
