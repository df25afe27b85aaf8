package dev.appdb.roles;

import java.util.List;

/**
 * The temporary access that people have, after a request was carried out.
 *
 * @param changes one sentence a change; empty where nothing had to be changed
 * @param access each access, in the order of the persons' names
 * @param login the way in which people log in to this server
 */
public record AccessReport(List<String> changes, List<TemporaryAccess> access, Login login) {

    /** The ways to log in. */
    public enum Login {
        /** With IAM tokens, which do not end with VALID UNTIL. */
        IAM,
        /** With the password that is kept. */
        PASSWORD,
        /** With a password that is still to be set: whoever granted the access keeps none. */
        PASSWORD_TO_BE_SET
    }

    /** One of a server where people log in with IAM tokens. */
    public AccessReport(List<String> changes, List<TemporaryAccess> access) {
        this(changes, access, Login.IAM);
    }

    public AccessReport {
        changes = List.copyOf(changes);
        access = List.copyOf(access);
    }
}
