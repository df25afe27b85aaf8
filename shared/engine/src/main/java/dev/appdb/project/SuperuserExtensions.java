package dev.appdb.project;

import dev.appdb.request.ExtensionName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The extensions that an app declares for all its environments.
 *
 * @param declaration where {@code superuser_extensions} stands; empty if the app has none yet
 * @param declared each extension with its setting and line
 */
public record SuperuserExtensions(Optional<Place> declaration, SortedMap<ExtensionName, Setting> declared) {

    public SuperuserExtensions {
        declared = Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    }

    /** The declaration of an extension, on or off, and its source. */
    public record Setting(boolean enabled, Place place) {}

    /** The declared extensions as a request takes them: true is enabled, false is disabled. */
    public SortedMap<ExtensionName, Boolean> values() {
        SortedMap<ExtensionName, Boolean> values = new TreeMap<>();
        declared.forEach((name, setting) -> values.put(name, setting.enabled()));
        return values;
    }
}
