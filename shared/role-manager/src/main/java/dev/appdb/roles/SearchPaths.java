package dev.appdb.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes search paths apart, as the server keeps them: names with commas between, in double quotes where they must be. */
final class SearchPaths {
    private static final Pattern NAME = Pattern.compile("\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^\\s,\"]+)");
    private static final String USER = "$user";

    private SearchPaths() {}

    /** The schemas on a path, for a role. */
    static List<String> schemas(String path, String role) {
        List<String> schemas = new ArrayList<>();
        Matcher names = NAME.matcher(path);
        while (names.find()) {
            String quoted = names.group(1);
            String name = quoted == null ? names.group(2).toLowerCase(Locale.ROOT) : quoted.replace("\"\"", "\"");
            schemas.add(name.equals(USER) ? role : name);
        }
        return schemas;
    }
}
