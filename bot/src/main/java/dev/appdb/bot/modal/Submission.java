package dev.appdb.bot.modal;

import com.slack.api.model.view.View;
import dev.appdb.form.Answers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a submitted modal. */
public sealed interface Submission {

    /** Everything is answered and valid. */
    record Complete(Answers answers) implements Submission {}

    /**
     * Something is wrong: the answer to Slack is {@code response_action: errors}.
     *
     * @param errors by block id, in the words of the validators
     * @see <a href="https://docs.slack.dev/surfaces/modals#displaying_errors">Slack: displaying errors in views</a>
     */
    record Wrong(Map<String, String> errors) implements Submission {
        public Wrong {
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }
    }

    /**
     * The answers lead to questions or suggestions that the person has not seen yet: the answer to Slack is {@code
     * response_action: update}.
     */
    record MoreQuestions(View view) implements Submission {}
}
