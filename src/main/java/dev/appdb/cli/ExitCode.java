package dev.appdb.cli;

import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;

/** The exit codes, as the help and README document them. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int INPUT = 2;
    static final int FOUND = 3;
    static final int REFUSED = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Failure.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case INPUT -> INPUT;
            case REFUSED -> REFUSED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }

    static int of(RunResult result) {
        return switch (result) {
            case DONE -> DONE;
            case FOUND -> FOUND;
            case FAILED -> FAILED;
            case REFUSED -> REFUSED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
