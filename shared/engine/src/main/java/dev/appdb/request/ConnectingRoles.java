package dev.appdb.request;

import dev.appdb.roles.RoleSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Roles, beside the app's and the migrator's, that are meant to connect to the database.
 *
 * @param names the roles' names, in their order
 */
public record ConnectingRoles(SortedSet<String> names) {
    public static final ConnectingRoles NONE = new ConnectingRoles(Collections.emptySortedSet());

    /** @throws IllegalArgumentException naming every name that PostgreSQL would refuse or truncate */
    public ConnectingRoles {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        // The role manager has the rules; what it takes, these names are.
        RoleSpec.standard().withKeepConnect(names);
    }

    /**
     * Reads names separated by commas.
     *
     * @throws IllegalArgumentException naming every name that PostgreSQL would refuse or truncate
     */
    public static ConnectingRoles of(String text) {
        return new ConnectingRoles(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** {@code metabase,report}. */
    @Override
    public String toString() {
        return String.join(",", names);
    }
}
