package dev.appdb.form;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One question, as data; how it is put is the front end's.
 *
 * @param id what names it among the answers
 * @param prompt what is asked, a few words
 * @param help what it is for, a sentence or two
 * @param flag the flag that answers it on a command line
 * @param kind how it is answered
 * @param applies whether it is asked at all, given the answers so far
 * @param notice what to know before answering, such as why it is asked, given the answers so far; empty where there is nothing
 * @param choices the values to offer, given the answers so far
 * @param suggestion the default and where it comes from, given the answers so far; empty means there is none
 * @param validator judges an answer
 */
public record Question(
        String id,
        String prompt,
        String help,
        String flag,
        Kind kind,
        Predicate<Answers> applies,
        Function<Answers, String> notice,
        Function<Answers, List<Choice>> choices,
        Function<Answers, Optional<Answer>> suggestion,
        Validator validator) {

    /** The way in which a question is answered. */
    public enum Kind {
        /** Free text; the choices, if any, are only suggestions. */
        TEXT,
        /** One of the choices. */
        CHOICE,
        /** Any number of {@code name=on} and {@code name=off}, separated by spaces or commas; may be empty. */
        SWITCHES
    }

    /** A question of free text that is always asked and has neither choices nor a default. */
    public static Question text(String id, String prompt, String help, String flag, Validator validator) {
        return new Question(
                id,
                prompt,
                help,
                flag,
                Kind.TEXT,
                soFar -> true,
                soFar -> "",
                soFar -> List.of(),
                soFar -> Optional.empty(),
                validator);
    }

    public Question as(Kind otherKind) {
        return new Question(id, prompt, help, flag, otherKind, applies, notice, choices, suggestion, validator);
    }

    public Question askedWhen(Predicate<Answers> condition) {
        return new Question(id, prompt, help, flag, kind, condition, notice, choices, suggestion, validator);
    }

    public Question offering(Function<Answers, List<Choice>> offered) {
        return new Question(id, prompt, help, flag, kind, applies, notice, offered, suggestion, validator);
    }

    public Question suggesting(Function<Answers, Optional<Answer>> suggested) {
        return new Question(id, prompt, help, flag, kind, applies, notice, choices, suggested, validator);
    }

    public Question noticing(Function<Answers, String> otherNotice) {
        return new Question(id, prompt, help, flag, kind, applies, otherNotice, choices, suggestion, validator);
    }

    public Question judgedBy(Validator otherValidator) {
        return new Question(id, prompt, help, flag, kind, applies, notice, choices, suggestion, otherValidator);
    }
}
