package dev.appdb.tui;

import dev.appdb.process.ChildEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.OSUtils;
import org.jline.utils.ShutdownHooks;

/**
 * This process's terminal, opened by JLine without its children: those would inherit the whole environment, secrets
 * included, and take longer than all the rest. JLine's native library asks the terminal itself, and the capabilities of the
 * usual types come with JLine; those of another are read by an {@code infocmp} that gets the allow-listed variables alone.
 */
public final class SystemTerminal {
    private static final long LONGEST_INFOCMP_SECONDS = 5;

    /** Emulators with entries of their own, which understand all that is sent here to an xterm. */
    private static final Set<String> OF_XTERM = Set.of("alacritty", "contour", "foot", "ghostty", "kitty", "wezterm");

    private static final Set<String> OF_INFOCMP = infocmpVariables();

    private SystemTerminal() {}

    /**
     * Opens it. It is written to even while standard output is redirected. Whoever opens it closes it, also when the process
     * ends: JLine would close it on a thread of its own then, before the last lines are written, or wait for ever for ours.
     *
     * @param mayBeDumb true if one without any capability will do, and what is no terminal at all
     * @throws IOException if it can't be opened
     */
    public static Terminal open(boolean mayBeDumb) throws IOException {
        load();
        String before = System.setProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK, "true");
        try {
            return build(mayBeDumb);
        } finally {
            if (before == null) {
                System.clearProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK);
            } else {
                System.setProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK, before);
            }
        }
    }

    /** Loads beforehand what opening it takes of JLine. */
    public static void warmUp() {
        Native.isLoaded();
        load();
        InfoCmp.parseInfoCmp(
                InfoCmp.getDefaultInfoCmp("xterm-256color"), new HashSet<>(), new HashMap<>(), new HashMap<>());
    }

    /**
     * The width of the terminal that a standard stream of this process is, without opening it.
     *
     * @return 0 if none is a terminal, it does not tell, or JLine's native library is not for this machine
     */
    public static int columns() {
        if (OSUtils.IS_WINDOWS || !Native.isLoaded()) {
            return 0;
        }
        return IntStream.rangeClosed(0, 2)
                .map(CLibrary::getTerminalWidth)
                .filter(columns -> columns > 0)
                .findFirst()
                .orElse(0);
    }

    private static Terminal build(boolean mayBeDumb) throws IOException {
        boolean hasNative = Native.isLoaded();
        return TerminalBuilder.builder()
                .name("appdb")
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                .dumb(mayBeDumb)
                .jni(hasNative)
                .ffm(!hasNative) // takes longer to set up, and Java 17 has none: it is line by line then
                .exec(false)
                .graphemeCluster(false) // the probe at start loses what was typed ahead
                .build();
    }

    /**
     * Stops the shell's job that this process belongs to, as the terminal does on Ctrl-Z where it makes a signal of it.
     * Returns once the job is continued, and at once where no shell controls it.
     *
     * @throws IOException if there is no shell to send the signal with
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/kill.html">POSIX: 0 is the process group</a>
     */
    public static void stopJob() throws IOException {
        Process process = ChildEnvironment.limit(
                        new ProcessBuilder("sh", "-c", "kill -TSTP 0"), ChildEnvironment.OF_PROGRAMS)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives JLine the capabilities of the types it may take this terminal for, once, so that it does not look for them. */
    private static synchronized void load() {
        Stream.of(System.getenv().getOrDefault("TERM", ""), Terminal.TYPE_DUMB, Terminal.TYPE_DUMB_COLOR)
                .filter(type -> !type.isEmpty() && InfoCmp.getLoadedInfoCmp(type) == null)
                .forEach(SystemTerminal::load);
    }

    private static void load(String type) {
        String builtIn = builtIn(type);
        String known = InfoCmp.getDefaultInfoCmp(builtIn);
        if (known != null) {
            InfoCmp.setLoadedInfoCmp(type, known);
        } else {
            InfoCmp.setLoadedInfoCmp(type, infocmp(type).orElseGet(() -> InfoCmp.getDefaultInfoCmp("ansi")));
        }
    }

    /** The type whose capabilities stand for a type's; the same type if there is no such. */
    static String builtIn(String type) {
        if (type.startsWith("tmux") || type.startsWith("screen")) {
            return type.contains("256color") ? "screen-256color" : "screen";
        }
        boolean isOfXterm = type.startsWith("xterm-")
                || type.endsWith("-256color") && !type.startsWith("rxvt")
                || OF_XTERM.contains(type.replaceFirst("-.*", ""));
        return isOfXterm ? "xterm-256color" : type;
    }

    /** @see <a href="https://man7.org/linux/man-pages/man1/infocmp.1m.html">infocmp(1M)</a> */
    private static Optional<String> infocmp(String type) {
        try {
            Process process = ChildEnvironment.limit(new ProcessBuilder("infocmp", type), OF_INFOCMP)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return process.waitFor(LONGEST_INFOCMP_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(printed)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Set<String> infocmpVariables() {
        Set<String> variables = new HashSet<>(ChildEnvironment.OF_PROGRAMS);
        variables.addAll(Set.of("TERM", "TERMINFO", "TERMINFO_DIRS"));
        return Set.copyOf(variables);
    }

    /** JLine's native library, which unpacks itself into the folder for temporary files. */
    private static final class Native {
        private static final boolean IS_LOADED = load();

        private Native() {}

        static boolean isLoaded() {
            return IS_LOADED;
        }

        private static boolean load() {
            try {
                // Where nothing can be unpacked, JLine would say so at length on standard error.
                return Files.isWritable(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))
                        && JLineNativeLoader.initialize();
            } catch (RuntimeException | LinkageError notForThisMachine) {
                return false;
            }
        }
    }
}
