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
 * Switches, each of which is on, off, undeclared or unchanged. Typing searches the list and Space toggles the selected one;
 * {@code name=on}, {@code name=off} and {@code name=unset} may be typed, too, for names that are not in the list.
 *
 * @param toggled the switches that are not left unchanged: {@code on}, {@code off} or {@code unset}
 */
record SwitchesEntry(Optional<Answer> suggestion, ChoiceList choiceList, Map<String, String> toggled, TextField field)
        implements Entry {
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String UNSET = "unset";

    SwitchesEntry {
        toggled = new LinkedHashMap<>(toggled);
    }

    static SwitchesEntry begin(Optional<Answer> suggestion, List<Choice> choices) {
        Map<String, String> toggled = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String word : suggestion.map(Answer::value).orElse("").split("[\\s,]+", -1)) {
            int equals = word.lastIndexOf('=');
            String state = word.substring(equals + 1);
            if (equals > 0 && List.of(ON, OFF, UNSET).contains(state)) {
                toggled.put(word.substring(0, equals), state);
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

    /** On, then off, then undeclared, then unchanged, as far as each is possible. Clears the search. */
    private SwitchesEntry toggled(String name) {
        Map<String, String> more = new LinkedHashMap<>(toggled);
        List<String> states = states(name);
        int next = states.indexOf(toggled.getOrDefault(name, "")) + 1;
        if (next < states.size()) {
            more.put(name, states.get(next));
        } else {
            more.remove(name);
        }
        return new SwitchesEntry(suggestion, choiceList.filtered("").selecting(name), more, TextField.EMPTY);
    }

    /** The states to go through: one that is not available is not turned on, and its declaration can be removed. */
    private List<String> states(String name) {
        Optional<Choice> choice = choiceList.all().stream()
                .filter(each -> each.value().equals(name))
                .findFirst();
        List<String> states = new ArrayList<>();
        if (choice.filter(each -> !each.isAvailable()).isEmpty()) {
            states.add(ON);
        }
        boolean isDeclared = choice.filter(Choice::isDeclared).isPresent();
        if (isDeclared || !states.isEmpty()) {
            states.add(OFF);
        }
        if (isDeclared) {
            states.add(UNSET);
        }
        return states;
    }

    @Override
    public Answer answer() {
        String words = toggled.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
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
        String unset = toggled.containsValue(UNSET) ? " · Undeclared: " + names(UNSET) : "";
        String words = "  On: " + names(ON) + " · Off: " + names(OFF) + unset;
        return 1 + canvas.put(row + 1, Paragraph.of(words).hanging(4));
    }

    private String names(String state) {
        String names = toggled.entrySet().stream()
                .filter(entry -> entry.getValue().equals(state))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    @Override
    public void drawOffers(Canvas canvas) {
        choiceList.draw(canvas, this::state);
    }

    private String state(String name) {
        String state = toggled.getOrDefault(name, "unchanged");
        return ("(" + (state.equals(UNSET) ? "undeclared" : state) + ")            ").substring(0, 13);
    }

    @Override
    public String hint() {
        return choiceList.all().isEmpty() ? "" : "space toggle";
    }
}
