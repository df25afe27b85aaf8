package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a word to be typed, without a default.
 *
 * @param said the answer, once there is one: empty if the person cancelled
 */
record InputPage(String prompt, TextField field, Optional<Optional<String>> said) implements Page<Optional<String>> {

    static InputPage of(String prompt) {
        return new InputPage(prompt, TextField.EMPTY, Optional.empty());
    }

    @Override
    public InputPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return new InputPage(prompt, field, Optional.of(Optional.empty()));
        }
        return Keys.isEnter(key)
                ? new InputPage(
                        prompt, field, Optional.of(Optional.of(field.text().strip())))
                : new InputPage(prompt, field.after(key), said);
    }

    @Override
    public Optional<Optional<String>> result() {
        return said;
    }

    @Override
    public Optional<String> cancelled() {
        return Optional.empty();
    }

    @Override
    public boolean takesTypedAhead() {
        return false;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(canvas, "Please type", "", List.of("Enter goes on", "Ctrl-C cancel"));
        int row = 1 + inner.put(1, Line.of(canvas.style().data(prompt), Look.STRONG));
        field.draw(inner, row + 1);
    }
}
