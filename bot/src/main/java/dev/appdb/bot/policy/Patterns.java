package dev.appdb.bot.policy;

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
        return globs.stream().anyMatch(glob -> matches(glob, name));
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
                    return matches(wanted.get(0), named.get(0))
                            && matches(wanted.get(1), named.get(1))
                            && matches(wanted.get(2), named.get(2));
                });
    }

    /** Of {@code host:port/database}; a host in brackets holds colons itself. */
    private static List<String> parts(String server) {
        int slash = server.indexOf('/');
        int colon = server.lastIndexOf(':', slash);
        return List.of(server.substring(0, colon), server.substring(colon + 1, slash), server.substring(slash + 1));
    }

    /** Takes time that grows with the product of both lengths at most, whatever the glob. */
    static boolean matches(String glob, String name) {
        int inGlob = 0;
        int inName = 0;
        int star = -1;
        int afterStar = 0;
        while (inName < name.length()) {
            char wanted = inGlob < glob.length() ? glob.charAt(inGlob) : '\0';
            if (wanted == '*') {
                star = inGlob++;
                afterStar = inName;
            } else if (inGlob < glob.length() && (wanted == '?' || wanted == name.charAt(inName))) {
                inGlob++;
                inName++;
            } else if (star >= 0) {
                // The last star takes one more; those before it have what they need.
                inGlob = star + 1;
                inName = ++afterStar;
            } else {
                return false;
            }
        }
        return glob.substring(inGlob).chars().allMatch(left -> left == '*');
    }

    @Override
    public String toString() {
        return String.join(", ", globs);
    }
}
