package dev.appdb.roles;

import java.util.List;

/**
 * The temporary access that people have, after a request was carried out.
 *
 * @param changes one sentence a change; empty where nothing had to be changed
 * @param access each access, in the order of the persons' names
 * @param lacksPassword whether the person who got access can't log in until a password is set for the user
 */
public record AccessReport(List<String> changes, List<TemporaryAccess> access, boolean lacksPassword) {
    /** One without a password to be set. */
    public AccessReport(List<String> changes, List<TemporaryAccess> access) {
        this(changes, access, false);
    }

    public AccessReport {
        changes = List.copyOf(changes);
        access = List.copyOf(access);
    }
}
