package dev.appdb.form;

import java.util.Optional;
import java.util.function.Consumer;

/** Judges an answer to a question. */
@FunctionalInterface
public interface Validator {

    /**
     * The problem with a value, in the words that the person sees.
     *
     * @param soFar the other answers
     * @return empty when it is valid
     */
    Optional<String> problem(String value, Answers soFar);

    /** Takes the words from the value type itself: whatever it refuses on construction, with its own message. */
    static Validator constructs(Consumer<String> constructor) {
        return (value, soFar) -> {
            try {
                constructor.accept(value);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        };
    }
}
