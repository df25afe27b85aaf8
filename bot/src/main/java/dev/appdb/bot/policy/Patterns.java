package dev.appdb.bot.policy;

import dev.appdb.request.Glob;
import java.util.List;
import java.util.Optional;

/**
 * Names of which some are meant.
 *
 * @param globs names in which {@code *} stands for any letters and {@code ?} for one; {@code *} alone is everything
 */
record Patterns(List<String> globs) {
    static final Patterns ALL = new Patterns(List.of("*"));
    static final Patterns NONE = new Patterns(List.of());

    Patterns {
        globs = List.copyOf(globs);
    }

    boolean match(String name) {
        return globs.stream().anyMatch(glob -> Glob.matches(glob, name));
    }

    /** Without a name, everything is meant: only what matches everything matches that. */
    boolean match(Optional<String> name) {
        return name.map(this::match).orElse(globs.contains("*"));
    }

    /** Host, port and database each match their part, so that no database's name passes for a host's. */
    boolean matchServer(String server) {
        return globs.contains("*")
                || globs.stream().anyMatch(glob -> {
                    List<String> wanted = parts(glob);
                    List<String> named = parts(server);
                    return Glob.matches(wanted.get(0), named.get(0))
                            && Glob.matches(wanted.get(1), named.get(1))
                            && Glob.matches(wanted.get(2), named.get(2));
                });
    }

    /** Of {@code host:port/database}; a host in brackets holds colons itself. */
    private static List<String> parts(String server) {
        int slash = server.indexOf('/');
        int colon = server.lastIndexOf(':', slash);
        return List.of(server.substring(0, colon), server.substring(colon + 1, slash), server.substring(slash + 1));
    }

    @Override
    public String toString() {
        return String.join(", ", globs);
    }
}
