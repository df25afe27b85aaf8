package dev.appdb.cli;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.tui.Asked;
import dev.appdb.tui.Consent;
import dev.appdb.tui.line.LinePrompter;
import dev.appdb.tui.line.StandardStreams;
import dev.appdb.tui.line.Terminals;
import java.util.Map;
import java.util.Optional;

/** The person at this process's terminal. The terminal is opened with the first question. */
final class TerminalPeople implements People, AutoCloseable {
    private final boolean present;
    private final LinePrompter prompter;

    TerminalPeople(Map<String, String> environment, StandardStreams streams, boolean noColor) {
        this.present = Terminals.interactive(environment, streams);
        this.prompter = Terminals.prompter(Terminals.style(environment, streams.error() || streams.output(), noColor));
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public Optional<Answers> ask(Form form, Answers soFar) {
        return prompter.ask(form, soFar) instanceof Asked.Answered answered
                ? Optional.of(answered.answers())
                : Optional.empty();
    }

    @Override
    public Consent confirm(String question) {
        return prompter.confirm(question);
    }

    @Override
    public Optional<String> typed(String prompt) {
        return prompter.typed(prompt);
    }

    @Override
    public void close() {
        prompter.close();
    }
}
