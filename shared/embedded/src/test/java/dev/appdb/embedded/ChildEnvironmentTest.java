package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.file.Folders;
import dev.appdb.process.ChildEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The environments that real children have when the process that starts them has secrets in its own. */
class ChildEnvironmentTest {
    private static final List<String> WITH_SECRETS = List.of(
            "env",
            "SLACK_BOT_TOKEN=xoxb-secret",
            "SLACK_SIGNING_SECRET=secret",
            "APPDB_DATABASE_URL=postgresql://bot:secret@db/bot",
            "AWS_SECRET_ACCESS_KEY=secret",
            "PGPASSWORD=secret",
            "PGOPTIONS=-c log_statement=all");

    private static final Set<String> SET_HERE = Set.of("LANG", "LC_ALL", "TZ");

    /** Set by PostgreSQL itself, by setsid's shell or by runuser. */
    private static final Set<String> SET_BY_THEM =
            Set.of("PGSYSCONFDIR", "PGLOCALEDIR", "PG_GRANDPARENT_PID", "PGDATA", "SHELL", "MAIL", "PWD", "_");

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void theServerHasNoSecretOfTheProcessThatStartedIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "environments can't be read here");
        Path home = homes.fresh();
        Process child = ChildProcess.process(
                WITH_SECRETS,
                System.getProperty("java.class.path"),
                Map.of(),
                List.of(home.toString(), PostgresMajor.DEFAULT.toString()),
                Redirect.PIPE);
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(printed).isZero();

        assertThat(homes.server(home).status())
                .isInstanceOfSatisfying(
                        Status.Up.class,
                        up -> assertThat(namesOf(up.pid()))
                                .isSubsetOf(all(ChildEnvironment.OF_PROGRAMS, SET_HERE, SET_BY_THEM)));
    }

    @Test
    void mavenHasNoSecretOfTheProcessThatStartedIt() throws Exception {
        Path folder = homes.fresh("maven");
        Path maven = folder.resolve("mvn");
        Path listed = folder.resolve("listed");
        Files.createDirectories(folder);
        Files.writeString(
                maven,
                "#!/bin/sh\nenv >'" + listed + "'\nfor each in \"$@\"; do case $each in"
                        + " -DoutputDirectory=*) : >\"${each#-DoutputDirectory=}/some.jar\";; esac; done\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(WITH_SECRETS);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Fetching.class.getName(),
                maven.toString(),
                folder.toString()));

        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(printed).isZero();
        assertThat(folder.resolve("some.jar")).exists();
        assertThat(names(Files.readString(listed).lines()))
                .contains("PATH")
                .isSubsetOf(all(ChildEnvironment.OF_MAVEN, SET_BY_THEM));
        Folders.delete(folder);
    }

    /** Another JVM that fetches, since a process can't put secrets into its own environment. */
    static final class Fetching {
        private Fetching() {}

        public static void main(String... args) throws Exception {
            Path empty = Files.createTempFile("empty", ".jar");
            new JarDownload(new MavenRepository(args[0]), line -> {})
                    .fetch(PostgresMajor.DEFAULT, Path.of(args[1]), "some.jar", new Checksum(Checksum.sha256(empty)));
            Files.delete(empty);
        }
    }

    private static Set<String> namesOf(long pid) {
        try {
            return names(Stream.of(Files.readString(Path.of("/proc", Long.toString(pid), "environ"))
                    .split("\0")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(Stream<String> assignments) {
        return assignments
                .filter(each -> each.contains("="))
                .map(each -> each.substring(0, each.indexOf('=')))
                .collect(Collectors.toSet());
    }

    @SafeVarargs
    private static Set<String> all(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
