package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;

/** The meanings of keys that all pages share. */
final class Keys {
    private Keys() {}

    /** Ctrl-C, Ctrl-D, or the end of the terminal. */
    static boolean cancels(KeyStroke key) {
        return key.getKeyType() == KeyType.EOF || isControl(key, 'c') || isControl(key, 'd');
    }

    static boolean isControl(KeyStroke key, char letter) {
        return key.getKeyType() == KeyType.Character && key.isCtrlDown() && key.getCharacter() == letter;
    }

    static boolean isAlt(KeyStroke key, char letter) {
        return key.getKeyType() == KeyType.Character && key.isAltDown() && key.getCharacter() == letter;
    }

    static boolean goesBack(KeyStroke key) {
        return key.getKeyType() == KeyType.Escape || key.getKeyType() == KeyType.ReverseTab;
    }

    static boolean isEnter(KeyStroke key) {
        return key.getKeyType() == KeyType.Enter;
    }

    /** A character to be put into a text. */
    static boolean isText(KeyStroke key) {
        return key.getKeyType() == KeyType.Character
                && !key.isCtrlDown()
                && !key.isAltDown()
                && !Character.isISOControl(key.getCharacter());
    }

    static boolean is(KeyStroke key, char character) {
        return isText(key) && key.getCharacter() == character;
    }
}
