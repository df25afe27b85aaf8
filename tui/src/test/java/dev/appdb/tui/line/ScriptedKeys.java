package dev.appdb.tui.line;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two streams of a terminal with someone at it who reads before typing: each group of keys is typed once its
 * text was shown after the last group. Ends like a closed terminal after the last one.
 */
public final class ScriptedKeys extends InputStream {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Blanks, the end of a row where a line was broken, and what JLine tells the terminal before it reads. */
    private static final String BETWEEN_WORDS = "(?:\\s|\\x1b[=>]|\\x1b\\[[0-9;?]*[a-zA-Z])+";

    private record Keys(String shown, String typed) {
        /** Finds the text in what was shown, whatever rows a line was broken into. */
        Matcher in(CharSequence output, int from) {
            String words =
                    Arrays.stream(shown.split(" ", -1)).map(Pattern::quote).collect(Collectors.joining(BETWEEN_WORDS));
            Matcher found = Pattern.compile(words).matcher(output);
            found.region(from, output.length());
            return found;
        }
    }

    private final Queue<Keys> script = new ArrayDeque<>();
    private final Queue<Byte> typed = new ArrayDeque<>();
    private final StringBuilder output = new StringBuilder();
    private int seen;
    private boolean isReading;

    /** Types these keys once a text is shown. */
    public synchronized ScriptedKeys when(String shown, String keys) {
        script.add(new Keys(shown, keys));
        return this;
    }

    /** Everything shown so far. */
    public synchronized String shown() {
        return output.toString();
    }

    public OutputStream screen() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                show((char) (value & 0xff));
            }
        };
    }

    private synchronized void show(char character) {
        output.append(character);
        notifyAll();
    }

    /** Returns once the terminal has taken every key that is due by what was shown so far. */
    public synchronized void awaitTyped() throws InterruptedException {
        while (!isReading || !typed.isEmpty() || isDue()) {
            wait(TIMEOUT.toMillis());
        }
    }

    private boolean isDue() {
        return !script.isEmpty() && script.peek().in(output, seen).find();
    }

    @Override
    public synchronized int read() {
        isReading = true;
        notifyAll();
        try {
            return next();
        } finally {
            isReading = false;
        }
    }

    private int next() {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (typed.isEmpty()) {
            Keys next = script.peek();
            if (next == null) {
                return -1;
            }
            Matcher found = next.in(output, seen);
            if (found.find()) {
                seen = found.end();
                script.remove();
                for (byte key : next.typed().getBytes(StandardCharsets.UTF_8)) {
                    typed.add(key);
                }
            } else {
                await(next.shown(), deadline);
            }
        }
        return typed.remove() & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int value = read();
        if (value >= 0) {
            buffer[offset] = (byte) value;
        }
        return value < 0 ? -1 : 1;
    }

    private void await(String text, long deadlineNanos) {
        long left = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new AssertionError("never shown: \"" + text + "\" after\n" + output.substring(seen));
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for \"" + text + "\"", e);
        }
    }
}
