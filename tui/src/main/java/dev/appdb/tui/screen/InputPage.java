package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.progress.TextStyles;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a word to be typed, without a default.
 *
 * @param result the answer, once there is one: empty if the person cancelled
 */
record InputPage(String prompt, TextField field, Optional<Optional<String>> result) implements Page<Optional<String>> {

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
                : new InputPage(prompt, field.after(key), result);
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
        Canvas inner = Frame.draw(canvas, "Confirm", "", List.of("enter continue", "ctrl-c quit"));
        int row = 1 + inner.put(1, Paragraph.of(prompt, TextStyles.HEADING));
        field.draw(inner, row + 1);
    }
}
