package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles of a server, ordered as they were given; the time to find one by its name does not grow with their number. */
final class Roles {
    private final Map<String, Role> byName;

    Roles(List<Role> roles) {
        Map<String, Role> ordered = new LinkedHashMap<>();
        roles.forEach(role -> ordered.put(role.name(), role));
        this.byName = Collections.unmodifiableMap(ordered);
    }

    Stream<Role> stream() {
        return byName.values().stream();
    }

    Optional<Role> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
