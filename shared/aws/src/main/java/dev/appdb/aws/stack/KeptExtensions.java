package dev.appdb.aws.stack;

import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Extensions that are not turned on but whose libraries the server still loads, since an installed extension may break
 * without its library: pgaudit then refuses every DDL statement, even its own DROP EXTENSION.
 *
 * @param undeclared extensions that are no longer declared, and so are left as they are
 * @param installed extensions that are declared off but still installed
 * @param unknown extensions that are declared off, where it is unknown if they are still installed
 */
record KeptExtensions(
        SortedSet<ExtensionName> undeclared, SortedSet<ExtensionName> installed, SortedSet<ExtensionName> unknown) {

    KeptExtensions {
        undeclared = Collections.unmodifiableSortedSet(new TreeSet<>(undeclared));
        installed = Collections.unmodifiableSortedSet(new TreeSet<>(installed));
        unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
    }

    /** Lists the extensions that are installed in the database; empty if that is unknown. */
    interface Installed {
        Optional<Set<String>> names();
    }

    /**
     * Queries the installed extensions only if needed, since the query may wake the database.
     *
     * @param loaded the extensions whose libraries the deployed servers load
     */
    static KeptExtensions of(DatabaseRequest request, SortedSet<ExtensionName> loaded, Installed database) {
        SortedSet<ExtensionName> undeclared = new TreeSet<>(loaded);
        undeclared.removeAll(request.extensions().keySet());
        SortedSet<ExtensionName> off = new TreeSet<>(loaded);
        off.removeIf(name -> !Boolean.FALSE.equals(request.extensions().get(name)));
        if (off.isEmpty()) {
            return new KeptExtensions(undeclared, off, off);
        }
        Optional<Set<String>> names = database.names();
        if (names.isEmpty()) {
            return new KeptExtensions(undeclared, Collections.emptySortedSet(), off);
        }
        off.removeIf(name -> !names.get().contains(name.value()));
        return new KeptExtensions(undeclared, off, Collections.emptySortedSet());
    }

    SortedSet<ExtensionName> all() {
        SortedSet<ExtensionName> all = new TreeSet<>(undeclared);
        all.addAll(installed);
        all.addAll(unknown);
        return all;
    }

    /** Sentences for the plan; empty if nothing is kept. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(
                notes,
                undeclared,
                "no longer declared, so left as it is. To unload it, turn it off, update the roles, then plan again");
        note(notes, installed, "still installed. Update the roles to drop it; the next plan then unloads it");
        note(notes, unknown, "the role manager did not report if it is still installed. Update the roles to find out");
        return notes;
    }

    private static void note(List<String> notes, SortedSet<ExtensionName> names, String words) {
        if (!names.isEmpty()) {
            notes.add("the server still loads "
                    + names.stream().map(ExtensionName::value).collect(Collectors.joining(", ")) + ": " + words);
        }
    }
}
