package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pages drawn on Lanterna's virtual terminal, one after the other, as on a real one. */
final class VirtualScreen {
    private final DefaultVirtualTerminal terminal;
    private final Screen screen;
    private Canvas canvas;

    VirtualScreen(TerminalSize size, TerminalCapabilities capabilities) throws IOException {
        this.terminal = new DefaultVirtualTerminal(size);
        this.screen = new TerminalScreen(terminal);
        this.canvas = Canvas.of(screen, capabilities);
        screen.startScreen();
    }

    static List<String> drawn(Page<?> page, TerminalSize size, TerminalCapabilities capabilities) throws IOException {
        return new VirtualScreen(size, capabilities).draw(page);
    }

    List<String> draw(Page<?> page) throws IOException {
        canvas = canvas.whole();
        canvas.clear();
        page.draw(canvas);
        screen.refresh(Screen.RefreshType.DELTA);
        return rows(terminal);
    }

    DefaultVirtualTerminal terminal() {
        return terminal;
    }

    /** The rows that a terminal shows, without trailing spaces. */
    static List<String> rows(DefaultVirtualTerminal terminal) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < terminal.getTerminalSize().getRows(); row++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < terminal.getTerminalSize().getColumns(); column++) {
                TextCharacter character = terminal.getCharacter(column, row);
                text.append(character.getCharacterString());
                column += character.isDoubleWidth() ? 1 : 0;
            }
            rows.add(text.toString().stripTrailing());
        }
        return rows;
    }
}
