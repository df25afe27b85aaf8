package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;

/**
 * A terminal of JLine's for Lanterna to draw on. Output is buffered and written at once when it is flushed, so that no
 * half of a page is ever seen. Keys are read by {@link KeyReader}.
 */
final class TtyTerminal extends ANSITerminal {
    /** The alternate screen, empty, and pasted text between brackets (DEC modes 1049 and 2004). */
    private static final byte[] ENTER =
            "\u001b[?1049h\u001b[0m\u001b[2J\u001b[H\u001b[?2004h".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LEAVE =
            "\u001b[?2004l\u001b[0m\u001b[H\u001b[2J\u001b[?25h\u001b[?1049l".getBytes(StandardCharsets.US_ASCII);
    /** Asks for the background, and for the device attributes: these every terminal reports, and in that order. */
    private static final byte[] ASK_BACKGROUND = "\u001b]11;?\u001b\\\u001b[c".getBytes(StandardCharsets.US_ASCII);

    private static final List<Attributes.ControlChar> SIGNAL_KEYS = List.of(
            Attributes.ControlChar.VINTR,
            Attributes.ControlChar.VQUIT,
            Attributes.ControlChar.VSUSP,
            Attributes.ControlChar.VSTATUS);
    /** A byte that no text in UTF-8 has. */
    private static final int NO_KEY = 0xff;

    private static final TerminalSize UNKNOWN = new TerminalSize(80, 24);
    /** The longest wait for a report that is still on its way: the shell would take it for something typed. */
    private static final long REPORT_MILLIS = 150;

    /** The longest wait for a write to end: a blocked terminal must not keep the process from ending. */
    private static final long LEAVING_SECONDS = 1;

    private final Terminal terminal;
    private final Attributes before;
    private final ByteArrayOutputStream gathered;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<CountDownLatch> report = new AtomicReference<>(new CountDownLatch(0));
    private volatile boolean isLeft;
    private boolean isSuspended;

    private TtyTerminal(Terminal terminal, ByteArrayOutputStream gathered) {
        super(InputStream.nullInputStream(), gathered, StandardCharsets.UTF_8);
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.gathered = gathered;
    }

    /** Takes the terminal over: raw keys, and the alternate screen. */
    static TtyTerminal enter(Terminal terminal) throws IOException {
        TtyTerminal entered = new TtyTerminal(terminal, new ByteArrayOutputStream());
        entered.takeOver();
        return entered;
    }

    /** Enters raw mode and the alternate screen, at first and again after the process was stopped and continued. */
    void takeOver() throws IOException {
        writing.lock();
        try {
            if (isLeft) {
                return;
            }
            terminal.enterRawMode();
            Attributes raw = terminal.getAttributes();
            raw.setInputFlag(Attributes.InputFlag.ICRNL, true); // Lanterna knows Enter as a line feed
            raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key like any other
            // JLine then raises the signal itself, beside the key, unless no key stands for it
            SIGNAL_KEYS.forEach(key -> raw.setControlChar(key, NO_KEY));
            terminal.setAttributes(raw);
            terminal.output().write(ENTER);
            terminal.output().flush();
            isSuspended = false;
        } finally {
            writing.unlock();
        }
    }

    /** Asks the terminal for its background. It reports among the keys, so that none of these is lost. */
    void askForBackground() throws IOException {
        writing.lock();
        try {
            if (!isLeft && !isSuspended) {
                report.set(new CountDownLatch(1));
                terminal.output().write(ASK_BACKGROUND);
                terminal.output().flush();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Notes that the terminal has reported all that it was asked for. */
    void reported() {
        Objects.requireNonNull(report.get()).countDown();
    }

    private void awaitReport() {
        try {
            Objects.requireNonNull(report.get()).await(REPORT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the terminal back until {@link #takeOver}; what is drawn meanwhile is lost. */
    void suspend() throws IOException {
        writing.lock();
        try {
            if (!isLeft) {
                isSuspended = true;
                terminal.output().write(LEAVE);
                terminal.output().flush();
                terminal.setAttributes(before);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Gives the terminal back as it was. Can be called on any thread and more than once; it stays given back. */
    void leave() throws IOException {
        awaitReport();
        boolean locked = false;
        try {
            locked = writing.tryLock(LEAVING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (!isLeft) {
                isLeft = true;
                giveBack();
            }
        } finally {
            if (locked) {
                writing.unlock();
            }
        }
    }

    private void giveBack() throws IOException {
        try {
            terminal.output().write(LEAVE);
            terminal.output().flush();
        } finally {
            terminal.setAttributes(before);
            terminal.close();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            if (!isLeft && !isSuspended) {
                gathered.writeTo(terminal.output());
                terminal.output().flush();
            }
            gathered.reset();
        } finally {
            writing.unlock();
        }
    }

    /** Writes the text as a whole; Lanterna would write the halves of a surrogate pair separately. */
    @Override
    public void putString(String string) throws IOException {
        writeToTerminal(string.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected TerminalSize findTerminalSize() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0
                ? new TerminalSize(size.getColumns(), size.getRows())
                : UNKNOWN;
    }

    /** Does nothing: {@link #enter} has entered it. */
    @Override
    public void enterPrivateMode() {}

    /** Does nothing: {@link #leave} exits it. */
    @Override
    public void exitPrivateMode() {}

    /** Not supported: keys come from {@link KeyReader}. */
    @Override
    public KeyStroke pollInput() {
        throw new UnsupportedOperationException("keys come from the key reader");
    }

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys come from the key reader");
    }
}
