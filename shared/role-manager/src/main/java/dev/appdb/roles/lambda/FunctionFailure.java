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

    /** Begins the line with the code of a refusal. */
    static final String REFUSED = "REFUSED ";

    static final int LINES_OF_REFUSAL = 5;

    private FunctionFailure(String message) {
        super(message, null, false, false);
    }

    static FunctionFailure inOneLine(FailureException e) {
        return new FunctionFailure(String.valueOf(e.getMessage()));
    }

    static FunctionFailure inParts(FailureException e) {
        Failure failure = e.failure();
        if (failure.kind() == Failure.Kind.REFUSED) {
            return refusal(failure);
        }
        return new FunctionFailure(String.join(
                "\n",
                part(failure.what()) + ":",
                part(failure.why()) + ".",
                part(failure.remedy().toString()),
                "SQLSTATE " + RoleManagerFailure.sqlState(failure)));
    }

    /** With the code of the refusal, and the remedy's parts, so that a front end can write its options in its own way. */
    private static FunctionFailure refusal(Failure failure) {
        return new FunctionFailure(String.join(
                "\n",
                part(failure.what()) + ":",
                part(failure.why()) + ".",
                part(failure.remedy().toString()),
                REFUSED + failure.code(),
                ResponseJson.parts(failure.remedy())));
    }

    private static String part(String text) {
        return text.replaceAll("\\s*\\n\\s*", "; ");
    }
}
