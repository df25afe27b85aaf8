package dev.appdb.cli;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.tui.Consent;
import java.util.Optional;

/** Where there is no person to ask. */
enum Nobody implements People {
    NOBODY;

    @Override
    public boolean present() {
        return false;
    }

    @Override
    public Optional<Answers> ask(Form form, Answers soFar) {
        return Optional.empty();
    }

    @Override
    public Consent confirm(String question) {
        return Consent.CANCELLED;
    }

    @Override
    public Optional<String> typed(String prompt) {
        return Optional.empty();
    }
}
