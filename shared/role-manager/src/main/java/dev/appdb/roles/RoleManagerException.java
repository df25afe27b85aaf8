package dev.appdb.roles;

import org.jspecify.annotations.Nullable;

/**
 * The role manager could not do its work: what failed, why, and what to do about it.
 *
 * <p>The message is "what: why. remedy".
 */
public final class RoleManagerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String why;
    private final String remedy;
    private final String code;

    public RoleManagerException(String what, String why, String remedy, String code, @Nullable Throwable cause) {
        super(what + ": " + why + ". " + remedy, cause);
        this.what = what;
        this.why = why;
        this.remedy = remedy;
        this.code = code;
    }

    /** The thing that could not be done, such as "could not update the roles of database app". */
    public String what() {
        return what;
    }

    /** Why, in the server's words where it spoke. */
    public String why() {
        return why;
    }

    /** The next step: a sentence with a command to run. */
    public String remedy() {
        return remedy;
    }

    /** The SQLSTATE: five characters, as in PostgreSQL's appendix A, "PostgreSQL Error Codes". */
    public String code() {
        return code;
    }
}
