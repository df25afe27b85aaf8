package dev.appdb.embedded;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of the programs that are started here: variables on a list, and no others. So no secret of this process
 * reaches a child, whose environment the account that it runs as can read.
 */
final class ChildEnvironment {

    /** Variables that any program may need to find others, its files and its libraries. */
    static final Set<String> OF_PROGRAMS =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    /** The same, and what Maven and its Java read. Credentials of a repository belong into Maven's settings. */
    static final Set<String> OF_MAVEN = Stream.concat(
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

    private ChildEnvironment() {}

    /** Removes all that is not on the list from what a process would inherit. */
    static ProcessBuilder limit(ProcessBuilder process, Set<String> allowed) {
        process.environment().keySet().retainAll(allowed);
        return process;
    }
}
