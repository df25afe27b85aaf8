package dev.appdb.roles;

import java.util.List;

/**
 * Who has temporary access, after what was asked was done.
 *
 * @param changes one sentence a change; empty where nothing had to be changed
 * @param access each access, in the order of the persons' names
 */
public record AccessReport(List<String> changes, List<TemporaryAccess> access) {
    public AccessReport {
        changes = List.copyOf(changes);
        access = List.copyOf(access);
    }
}
