package dev.appdb.cli.console;

import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;

/** The exit codes, as the help and the documentation name them. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int INPUT = 2;
    public static final int FOUND = 3;
    public static final int REFUSED = 4;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    public static int of(Failure.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case INPUT -> INPUT;
            case REFUSED -> REFUSED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }

    public static int of(RunResult result) {
        return switch (result) {
            case DONE -> DONE;
            case FOUND -> FOUND;
            case FAILED -> FAILED;
            case REFUSED -> REFUSED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
