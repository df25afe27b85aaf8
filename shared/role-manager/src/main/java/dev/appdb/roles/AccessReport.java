package dev.appdb.roles;

import java.util.List;

/**
 * The temporary access that people have, after a request was carried out.
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
