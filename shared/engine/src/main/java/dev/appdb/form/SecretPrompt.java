package dev.appdb.form;

import dev.appdb.failure.Secret;
import java.util.Optional;

/** Asks a person for a password. It is never among the answers, which are shown and kept. */
@FunctionalInterface
public interface SecretPrompt {
    /** For a process without a person to ask. */
    SecretPrompt NONE = (prompt, problem) -> Optional.empty();

    /**
     * Asks for a password, without showing what is typed.
     *
     * @param prompt what is asked, such as {@code Password of postgres on db.example.com:5432}
     * @param problem why it is asked again, a clause; may be empty
     * @return empty if it was not given: the person went back, or can't be asked
     */
    Optional<Secret> ask(String prompt, String problem);
}
