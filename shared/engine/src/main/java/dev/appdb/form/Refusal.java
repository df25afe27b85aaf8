package dev.appdb.form;

import dev.appdb.failure.Dialect;
import dev.appdb.failure.Failure;
import java.util.List;

/**
 * The reason why answers can't stand, though each is valid by itself.
 *
 * @param questions the ids of the questions at which it can be changed, the best one first; none where no answer helps
 * @param failure what happened, why, and what to do about it
 */
public record Refusal(List<String> questions, Failure failure) {

    public Refusal {
        questions = List.copyOf(questions);
    }

    /** The reason and the remedy, for the question that is asked again. */
    public String text() {
        return text(Dialect.COMMAND_LINE);
    }

    /** The same, as a front end writes remedies. */
    public String text(Dialect dialect) {
        String remedy = failure.remedy().in(dialect);
        String why = failure.why();
        return remedy.isEmpty() ? why : why + (why.endsWith(".") ? " " : ". ") + remedy;
    }
}
