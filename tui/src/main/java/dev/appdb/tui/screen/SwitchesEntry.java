package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/**
 * Switches, each of which is on, off, undeclared or unchanged. Typing searches the list; Space toggles the marked row, and so
 * does Enter once after that row was looked for, by typing or with the arrows. {@code name=on}, {@code name=off} and
 * {@code name=unset} may be typed, too, for names that are not in the list.
 *
 * @param toggled the switches that are not left unchanged: {@code on}, {@code off} or {@code unset}
 * @param isMarked whether the marked row was looked for, and is not toggled since
 */
record SwitchesEntry(
        Optional<Answer> suggestion,
        ChoiceList choiceList,
        Map<String, String> toggled,
        TextField field,
        boolean isMarked)
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
        return new SwitchesEntry(
                suggestion, ChoiceList.of(all), toggled, TextField.of(String.join(" ", unread)), false);
    }

    @Override
    public Entry after(KeyStroke key) {
        if (ChoiceList.isNavigation(key)) {
            return new SwitchesEntry(suggestion, choiceList.moved(key), toggled, field, true);
        }
        if (Keys.is(key, ' ') && isSearch(field)) {
            return choiceList.selectedValue().map(this::toggled).orElse(this);
        }
        return typed(field.after(key));
    }

    private SwitchesEntry typed(TextField typed) {
        return typed.text().equals(field.text())
                ? new SwitchesEntry(suggestion, choiceList, toggled, typed, isMarked)
                : new SwitchesEntry(
                        suggestion,
                        choiceList.filtered(isSearch(typed) ? typed.text() : "").selectingBestMatch(),
                        toggled,
                        typed,
                        true);
    }

    private static boolean isSearch(TextField typed) {
        return !typed.text().contains("=");
    }

    @Override
    public Optional<Entry> afterEnter() {
        return isMarked && isSearch(field) ? choiceList.selectedValue().map(this::toggled) : Optional.empty();
    }

    @Override
    public Optional<Entry> afterEscape() {
        return isSearch(field) && !field.isEmpty()
                ? Optional.of(new SwitchesEntry(suggestion, choiceList.filtered(""), toggled, TextField.EMPTY, false))
                : Optional.empty();
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
        return new SwitchesEntry(suggestion, choiceList.filtered("").selecting(name), more, TextField.EMPTY, false);
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
        String count = choiceList.count();
        canvas.put(canvas.columns() - count.length(), row, count, TextStyles.FAINT);
        if (toggled.isEmpty()) {
            return 1;
        }
        String unset = toggled.containsValue(UNSET) ? " · Undeclared: " + names(UNSET) : "";
        String words = "  On: " + names(ON) + " · Off: " + names(OFF) + unset;
        return 1 + canvas.put(row + 1, Paragraph.of(words).hanging(4));
    }

    @Override
    public boolean showsState() {
        return !toggled.isEmpty();
    }

    private String names(String state) {
        String names = toggled.entrySet().stream()
                .filter(entry -> entry.getValue().equals(state))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    @Override
    public ChoiceRows choiceRows() {
        return new ChoiceRows(choiceList, this::state);
    }

    private AttributedString state(String name) {
        return switch (toggled.getOrDefault(name, "")) {
            case ON -> new AttributedString("(on)        ", TextStyles.GOOD);
            case OFF -> new AttributedString("(off)       ", TextStyles.WARNING);
            case UNSET -> new AttributedString("(undeclared)", TextStyles.WARNING);
            default -> new AttributedString("(unchanged) ", TextStyles.FAINT);
        };
    }

    @Override
    public List<String> hints() {
        return choiceList.all().isEmpty() ? List.of() : List.of("space toggle", "up/down select", "a-z search");
    }

    @Override
    public String enterHint() {
        return afterEnter().isPresent() ? "enter toggle" : "enter next";
    }
}
