package dev.appdb.form;

import dev.appdb.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions in the order in which they are asked.
 *
 * @param lookUps the look that is due before the next question, given the answers so far; empty where none is
 */
public record Form(List<Question> questions, Function<Answers, Optional<LookUp>> lookUps) {

    public Form {
        questions = List.copyOf(questions);
    }

    /** Questions between which nothing is looked at. */
    public Form(List<Question> questions) {
        this(questions, soFar -> Optional.empty());
    }

    /** The first question that is still to be asked. */
    public Optional<Question> next(Answers soFar) {
        return questions.stream()
                .filter(question -> question.applies().test(soFar))
                .filter(question -> soFar.answer(question.id()).isEmpty())
                .findFirst();
    }

    /** Everything that is missing or wrong, at once. */
    public List<Problem> problems(Answers answers) {
        List<Problem> problems = new ArrayList<>();
        for (Question question : questions) {
            if (question.applies().test(answers)) {
                problem(question, answers).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> problem(Question question, Answers answers) {
        Optional<String> value = answers.value(question.id());
        return value.isEmpty()
                ? Optional.of(Problem.missing(question.flag(), question.help()))
                : question.validator().problem(value.get(), answers).map(text -> Problem.wrong(question.flag(), text));
    }
}
