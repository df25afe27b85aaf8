package dev.appdb.bot.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of which some are meant.
 *
 * @param globs names in which {@code *} stands for any letters and {@code ?} for one; {@code *} alone is everything
 */
record Patterns(List<String> globs) {
    static final Patterns ALL = new Patterns(List.of("*"));

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

    static boolean matches(String glob, String name) {
        String regex = glob.chars()
                .mapToObj(each -> each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(Character.toString(each)))
                .collect(Collectors.joining());
        return name.matches(regex);
    }

    @Override
    public String toString() {
        return String.join(", ", globs);
    }
}
