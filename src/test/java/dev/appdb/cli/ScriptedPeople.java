package dev.appdb.cli;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.tui.Consent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person who answers by script, and remembers what was asked. */
final class ScriptedPeople implements People {
    private final boolean present;
    private final Map<String, String> answers;
    private final Deque<String> words;
    final List<String> asked = new ArrayList<>();

    private ScriptedPeople(boolean present, Map<String, String> answers, List<String> words) {
        this.present = present;
        this.answers = answers;
        this.words = new ArrayDeque<>(words);
    }

    static ScriptedPeople nobody() {
        return new ScriptedPeople(false, Map.of(), List.of());
    }

    /** Says these words, one to each confirmation or word to be typed. */
    static ScriptedPeople saying(String... words) {
        return new ScriptedPeople(true, Map.of(), List.of(words));
    }

    /** Answers these questions, takes the default of others, and then says these words. */
    static ScriptedPeople answering(Map<String, String> answers, String... words) {
        return new ScriptedPeople(true, answers, List.of(words));
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public Optional<Answers> ask(Form form, Answers soFar) {
        Answers all = soFar;
        for (Optional<Question> next = form.next(all); next.isPresent(); next = form.next(all)) {
            Question question = next.get();
            asked.add(question.id());
            Answers sofar = all;
            String answer = Optional.ofNullable(answers.get(question.id()))
                    .or(() -> question.suggestion().apply(sofar).map(suggested -> suggested.value()))
                    .orElseThrow(() -> new AssertionError("no answer for " + question.id()));
            all = all.with(question.id(), answer, "you");
        }
        return Optional.of(all);
    }

    @Override
    public Consent confirm(String question) {
        asked.add(question);
        return next(question).equals("yes") ? Consent.GIVEN : Consent.REFUSED;
    }

    @Override
    public Optional<String> typed(String prompt) {
        asked.add(prompt);
        return Optional.of(next(prompt));
    }

    private String next(String question) {
        if (!present || words.isEmpty()) {
            throw new AssertionError("nobody was to be asked: " + question);
        }
        return words.remove();
    }
}
