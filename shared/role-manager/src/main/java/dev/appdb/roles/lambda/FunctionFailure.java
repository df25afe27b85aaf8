package dev.appdb.roles.lambda;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.RoleManagerFailure;

/**
 * The function's error as AWS Lambda reports it: what, why and remedy, without a stack trace, since it is no bug.
 *
 * <p>In one line for the reference's scripts, which print it; in lines of their own, then the SQLSTATE, for appdb, which
 * takes them apart again ({@link RoleManagerResponses#failure}).
 */
final class FunctionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FunctionFailure(String message) {
        super(message, null, false, false);
    }

    static FunctionFailure inOneLine(FailureException e) {
        return new FunctionFailure(String.valueOf(e.getMessage()));
    }

    static FunctionFailure inParts(FailureException e) {
        Failure failure = e.failure();
        return new FunctionFailure(String.join(
                "\n",
                part(failure.what()) + ":",
                part(failure.why()) + ".",
                part(failure.remedy().toString()),
                "SQLSTATE " + RoleManagerFailure.sqlState(failure)));
    }

    private static String part(String text) {
        return text.replaceAll("\\s*\\n\\s*", "; ");
    }
}
