package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.LookUps.SecretInput;
import dev.appdb.tui.progress.TextStyles;
import java.util.List;
import java.util.Optional;

/** Asks for a password, of which only a bullet for each character is drawn. No record, since those print what they have. */
final class SecretPage implements Page<SecretInput> {
    private final String prompt;
    private final String problem;
    private final TextField field;
    private final Optional<SecretInput> result;

    /** @param problem why it is asked again; may be empty */
    SecretPage(String prompt, String problem) {
        this(prompt, problem, TextField.EMPTY, Optional.empty());
    }

    private SecretPage(String prompt, String problem, TextField field, Optional<SecretInput> result) {
        this.prompt = prompt;
        this.problem = problem;
        this.field = field;
        this.result = result;
    }

    private SecretPage with(SecretInput input) {
        return new SecretPage(prompt, problem, field, Optional.of(input));
    }

    @Override
    public SecretPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return with(SecretInput.CANCELLED);
        }
        if (Keys.goesBack(key)) {
            return with(SecretInput.NONE);
        }
        if (Keys.isEnter(key)) {
            return field.isEmpty()
                    ? new SecretPage(prompt, "type the password, or go back with Esc", field, result)
                    : with(SecretInput.of(field.text()));
        }
        return new SecretPage(prompt, problem, field.after(key), result);
    }

    @Override
    public Optional<SecretInput> result() {
        return result;
    }

    @Override
    public SecretInput cancelled() {
        return SecretInput.CANCELLED;
    }

    @Override
    public boolean takesTypedAhead() {
        return false;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(canvas, "Set up a database", "", List.of("enter next", "esc back", "ctrl-c quit"));
        int row = inner.put(0, Paragraph.of(prompt, TextStyles.HEADING));
        row += inner.put(row, Paragraph.of("It is used for this setup only, kept nowhere, and never shown."));
        row++;
        field.masked(canvas.capabilities().unicode() ? "•" : "*").draw(inner, row);
        if (!problem.isEmpty()) {
            inner.put(row + 1, Paragraph.of("! " + problem, TextStyles.BAD).hanging(2));
        }
    }
}
