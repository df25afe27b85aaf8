package dev.appdb.process;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of the programs that are started here: variables on a list, and no others. So no secret of this process
 * reaches a child, whose environment the account that it runs as can read.
 */
public final class ChildEnvironment {

    /** Variables that any program may need to find others, its files and its libraries. */
    public static final Set<String> OF_PROGRAMS =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    /** The same, and what Maven and its Java read. Credentials of a repository belong into Maven's settings. */
    public static final Set<String> OF_MAVEN = Stream.concat(
                    OF_PROGRAMS.stream(),
                    Stream.of(
                            "JAVA_HOME",
                            "JAVA_TOOL_OPTIONS",
                            "JDK_JAVA_OPTIONS",
                            "LANG",
                            "LC_ALL",
                            "M2_HOME",
                            "MAVEN_ARGS",
                            "MAVEN_HOME",
                            "MAVEN_OPTS"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_PERSONS_PROGRAMS = Set.of(
            "COLUMNS",
            "EDITOR",
            "INPUTRC",
            "LANG",
            "LANGUAGE",
            "LESS",
            "LINES",
            "LOCPATH",
            "PAGER",
            "SHELL",
            "SSL_CERT_DIR",
            "SSL_CERT_FILE",
            "TERM",
            "TERMINFO",
            "TERMINFO_DIRS",
            "TMP",
            "TZ",
            "VISUAL",
            "XDG_CONFIG_HOME");

    /** Of libpq and psql, of locales and of Kerberos. */
    private static final List<String> PREFIXES_OF_PSQL = List.of("PG", "PSQL", "LC_", "KRB5");

    private static final String PASSWORD = "PGPASSWORD";

    private ChildEnvironment() {}

    /** Removes all that psql, its pager and its editor have no use for, and the password of whoever started this process. */
    public static ProcessBuilder limitToPsql(ProcessBuilder process) {
        return limit(process, ChildEnvironment::isOfPsql);
    }

    private static boolean isOfPsql(String name) {
        return OF_PROGRAMS.contains(name)
                || OF_PERSONS_PROGRAMS.contains(name)
                || !name.equals(PASSWORD) && PREFIXES_OF_PSQL.stream().anyMatch(name::startsWith);
    }

    /** The same for a shell that asks AWS for a password before it becomes psql; that is then not to have AWS's credentials. */
    public static ProcessBuilder limitToPsqlAfterAws(ProcessBuilder process) {
        return limit(
                process,
                name -> isOfPsql(name)
                        || isOfAws(name)
                        || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    }

    /** Returns whether a variable is one of the AWS command line's. */
    public static boolean isOfAws(String name) {
        return name.startsWith("AWS_");
    }

    /** Removes all that is not on the list from what a process would inherit. */
    public static ProcessBuilder limit(ProcessBuilder process, Set<String> allowed) {
        return limit(process, allowed::contains);
    }

    private static ProcessBuilder limit(ProcessBuilder process, Predicate<String> allowed) {
        process.environment().keySet().removeIf(allowed.negate());
        return process;
    }
}
