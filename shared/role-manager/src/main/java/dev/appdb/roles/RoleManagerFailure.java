package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The failures of the role manager; their codes are {@code role-manager-} and the SQLSTATE. */
public final class RoleManagerFailure {
    private static final String PREFIX = "role-manager-";

    private RoleManagerFailure() {}

    public static FailureException of(
            String what, String why, Remedy remedy, String sqlState, @Nullable Throwable cause) {
        return new FailureException(Failure.failed(PREFIX + sqlState, what, why, remedy), cause);
    }

    public static FailureException of(
            String what, String why, String remedy, String sqlState, @Nullable Throwable cause) {
        return of(what, why, Remedy.of(remedy), sqlState, cause);
    }

    /** The failure that an SQL error is: why, and what to do about it. */
    public static FailureException of(String what, SQLException error) {
        return Failures.of(what, error);
    }

    /** Returns whether a failure, which may be another's, is one of the role manager's with this SQLSTATE. */
    public static boolean is(String sqlState, Failure failure) {
        return failure.code().equals(PREFIX + sqlState);
    }

    /** The SQLSTATE: five characters, as in PostgreSQL's appendix A, "PostgreSQL Error Codes". */
    public static String sqlState(Failure failure) {
        return failure.code().substring(PREFIX.length());
    }
}
