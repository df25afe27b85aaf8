package dev.appdb.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answers so far, by question id. Immutable: each answer makes a new value, so that going back keeps the rest. */
public final class Answers {
    public static final Answers NONE = new Answers(Map.of());

    private final Map<String, Answer> byQuestion;

    private Answers(Map<String, Answer> byQuestion) {
        this.byQuestion = Collections.unmodifiableMap(new LinkedHashMap<>(byQuestion));
    }

    public Answers with(String question, String value, String source) {
        Map<String, Answer> more = new LinkedHashMap<>(byQuestion);
        more.put(question, new Answer(value, source));
        return new Answers(more);
    }

    /** These and others; where both have an answer, the other one. */
    public Answers and(Answers others) {
        Map<String, Answer> more = new LinkedHashMap<>(byQuestion);
        more.putAll(others.byQuestion);
        return new Answers(more);
    }

    public Answers without(String question) {
        Map<String, Answer> fewer = new LinkedHashMap<>(byQuestion);
        fewer.remove(question);
        return new Answers(fewer);
    }

    public Optional<Answer> answer(String question) {
        return Optional.ofNullable(byQuestion.get(question));
    }

    public Optional<String> value(String question) {
        return answer(question).map(Answer::value);
    }

    /** The values alone, by question id, in the order in which they were given. */
    public Map<String, String> values() {
        return byQuestion.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().value(), (a, b) -> a, LinkedHashMap::new));
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
