package dev.appdb.form;

import java.util.Optional;

/**
 * A look at what the answers so far name, made once between two questions: at a server, at an account. It may take a while,
 * and ask for a password.
 */
public interface LookUp {

    /** The thing that is looked at, such as {@code the server at db.example.com:5432}; empty for what takes no time. */
    String subject();

    /**
     * Looks. May be called on any thread.
     *
     * @return the reason why the answers can't stand; empty to go on
     */
    Optional<Refusal> look(SecretPrompt prompt);
}
