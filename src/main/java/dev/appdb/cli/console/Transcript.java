package dev.appdb.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command's two output streams. While the whole screen is a guide's it is held back, and written, in
 * its order, once the terminal is as it was.
 */
public final class Transcript {
    private final List<Piece> held = new ArrayList<>();
    private final PrintStream out;
    private final PrintStream err;
    private boolean holding;

    public Transcript(OutputStream out, OutputStream err) {
        this.out = stream(out);
        this.err = stream(err);
    }

    /** UTF-8 whatever the locale: names and data are, and a terminal that is not gets ASCII decoration anyway. */
    private PrintStream stream(OutputStream to) {
        return new PrintStream(new Holdable(to), true, StandardCharsets.UTF_8);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    synchronized void hold() {
        holding = true;
    }

    /** Writes what was held back. Releasing what is not held does nothing. */
    synchronized void release() {
        holding = false;
        held.forEach(piece -> piece.stream().writeHeld(piece.bytes()));
        held.clear();
    }

    private synchronized void take(Holdable stream, byte[] bytes) throws IOException {
        if (holding) {
            held.add(new Piece(stream, bytes));
        } else {
            stream.to.write(bytes);
        }
    }

    private record Piece(Holdable stream, byte[] bytes) {}

    /** One of the two streams. */
    private final class Holdable extends OutputStream {
        private final OutputStream to;
        private volatile boolean lost;

        Holdable(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) throws IOException {
            take(this, new byte[] {(byte) value});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(this, Arrays.copyOfRange(bytes, offset, offset + length));
        }

        /** Says with the next use what it could not say at once. */
        private void writeHeld(byte[] bytes) {
            try {
                to.write(bytes);
            } catch (IOException e) {
                lost = true;
            }
        }

        @Override
        public void flush() throws IOException {
            if (lost) {
                throw new IOException("what was held back could not be written");
            }
            to.flush();
        }
    }
}
