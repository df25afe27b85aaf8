package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys, written as {@code <Enter>}, {@code <C-c>}, {@code <M-b>} and Lanterna's other names in brackets, and as
 * {@code <Paste:text>}; all else is text.
 */
final class Typed {
    private Typed() {}

    static List<KeyStroke> keys(String typed) {
        List<KeyStroke> keys = new ArrayList<>();
        int at = 0;
        while (at < typed.length()) {
            int end = typed.indexOf('>', at);
            if (typed.charAt(at) == '<' && end > at) {
                keys.add(named(typed.substring(at + 1, end)));
                at = end + 1;
            } else {
                keys.add(new KeyStroke(typed.charAt(at), false, false));
                at++;
            }
        }
        return keys;
    }

    private static KeyStroke named(String name) {
        if (name.startsWith("Paste:")) {
            return Paste.of(name.substring("Paste:".length()));
        } else if (name.startsWith("C-")) {
            return new KeyStroke(name.charAt(2), true, false);
        }
        return name.startsWith("M-")
                ? new KeyStroke(name.charAt(2), false, true)
                : new KeyStroke(KeyType.valueOf(name));
    }

    /** The page after keys. */
    static <P extends Page<?>> P after(P page, String typed, TerminalSize size) {
        return after(page, keys(typed), size);
    }

    @SuppressWarnings("unchecked") // a page stays of its kind
    static <P extends Page<?>> P after(P page, List<KeyStroke> typed, TerminalSize size) {
        Page<?> now = page;
        for (KeyStroke key : typed) {
            now = now.after(key, size);
        }
        return (P) now;
    }
}
