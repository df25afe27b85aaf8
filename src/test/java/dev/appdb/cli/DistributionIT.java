package dev.appdb.cli;

import static dev.appdb.cli.Distribution.MADE;
import static dev.appdb.cli.Distribution.made;
import static dev.appdb.cli.Distribution.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.appdb.cli.Distribution.Ended;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of {@code -Pdist}, unpacked where nothing else is: every command, with no Maven, no checkout and no variable
 * but PATH. Skipped where no archive was made.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DistributionIT {
    private static final Path BINARIES =
            Path.of("..", "shared", "embedded", "target", "postgres-binaries").toAbsolutePath();

    @TempDir
    static Path folder;

    /** Of the full archive, and of the one that has no PostgreSQL. */
    private static Path launcher = Path.of("");

    private static Path slim = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        launcher = Distribution.unpack(made("-full.tar.gz"), folder.resolve("full"));
        slim = Distribution.unpack(made(".tar.gz"), folder.resolve("slim"));
        // Somebody else may start it, in a folder of their own.
        run(folder, Map.of(), "chmod", "-R", "a+rX,a-w", folder.toString());
        run(folder, Map.of(), "chmod", "755", folder.toString());
    }

    @AfterAll
    static void letItBeDeleted() throws Exception {
        run(folder, Map.of(), "chmod", "-R", "u+w", folder.toString());
    }

    private static Ended appdb(Path where, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(launcher.toString()));
        all.addAll(List.of(words));
        return run(where, Map.of("HOME", where.toString()), all.toArray(String[]::new));
    }

    @Test
    void theSumsAreThoseOfTheFiles() throws Exception {
        made(".sha256");
        assertThat(run(MADE, Map.of(), "sh", "-c", "sha256sum -c *.sha256").exitCode())
                .isZero();
    }

    @Test
    void itHasItsLicensesItsContentsAndTheCompletion() throws Exception {
        Path home = launcher.resolveSibling("");

        assertThat(home.resolve("LICENSE")).isRegularFile();
        assertThat(home.resolve("completions/appdb.bash")).content().contains("complete -o default -F _appdb appdb");
        assertThat(home.resolve("completions/_appdb")).content().startsWith("#compdef appdb");
        assertThat(home.resolve("completions/appdb.fish")).content().contains("complete -c appdb");
        try (Stream<Path> licenses = Files.list(home.resolve("licenses"))) {
            assertThat(licenses.count()).isGreaterThan(50);
        }
        JsonNode sbom = new ObjectMapper().readTree(home.resolve("sbom.json").toFile());
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("lib/lib"))) {
            files.map(file -> file.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .forEach(jars::add);
        }
        List<String> named = new ArrayList<>();
        sbom.path("components")
                .forEach(part -> named.add(
                        part.path("name").asText() + "-" + part.path("version").asText()));
        assertThat(named).containsAll(jars);
    }

    @Test
    void thePackageOfDebianHasTheCommandAndItsCompletions(@TempDir Path where) throws Exception {
        Path made = made(".deb");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "dpkg-deb is not installed");

        assertThat(run(where, Map.of(), "dpkg-deb", "-f", made.toString(), "Package", "Depends")
                        .out())
                .contains("Package: appdb", "Depends: libc6");
        assertThat(run(where, Map.of(), "dpkg-deb", "-x", made.toString(), where.toString())
                        .exitCode())
                .isZero();
        Ended version = run(where, Map.of(), where.resolve("usr/bin/appdb").toString(), "--version");

        assertThat(where.resolve("usr/lib/appdb/postgres")).doesNotExist();
        assertThat(version).isEqualTo(appdb(where, "--version"));
        assertThat(version.exitCode()).isZero();
        for (String completion : List.of(
                "bash-completion/completions/appdb",
                "zsh/vendor-completions/_appdb",
                "fish/vendor_completions.d/appdb.fish",
                "man/man1/appdb-roles-check.1",
                "doc/appdb/copyright")) {
            assertThat(where.resolve("usr/share").resolve(completion)).isNotEmptyFile();
        }
    }

    /** The AOT cache; before Java 25 Java's own archive, and an empty one of appdb's classes, so that no start makes one. */
    @Test
    void theClassArchiveIsMade() throws Exception {
        Path cache = launcher.resolveSibling("lib/start.aot");
        Path made = Files.exists(cache) ? cache : launcher.resolveSibling("runtime/lib/server/classes.jsa");

        assertThat(Files.size(made)).isGreaterThan(1_000_000);
        if (!made.equals(cache)) {
            assertThat(launcher.resolveSibling("lib/start.jsa")).isEmptyFile();
        }
    }

    @Test
    void everyCommandHasHelp(@TempDir Path where) throws Exception {
        List<List<String>> commands = new ArrayList<>();
        collect(Commands.ALL, List.of(), commands);

        assertThat(commands).hasSizeGreaterThan(30);
        for (List<String> command : commands) {
            List<String> words = new ArrayList<>(command);
            words.add("--help");
            Ended help = appdb(where, words.toArray(String[]::new));
            assertThat(help.exitCode()).as("%s: %s", words, help.err()).isZero();
            assertThat(help.out()).as("%s", words).contains("Usage: appdb");
            assertThat(help.err()).as("%s", words).isEmpty();
        }
        try (Stream<Path> left = Files.list(where)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everyCommandHasAManualPage() throws Exception {
        List<List<String>> commands = new ArrayList<>();
        collect(Commands.ALL, List.of(), commands);
        Path pages = launcher.resolveSibling("man/man1");
        boolean canRender =
                Files.isExecutable(Path.of("/usr/bin/man")) && Files.isExecutable(Path.of("/usr/bin/groff"));

        for (List<String> command : commands) {
            if (command.equals(List.of("complete"))) {
                continue; // for the scripts of shells, and hidden
            }
            Path page = pages.resolve(String.join(
                            "-",
                            Stream.concat(Stream.of("appdb"), command.stream()).toList()) + ".1");
            assertThat(page).isNotEmptyFile();
            if (canRender) {
                Ended shown = run(folder, Map.of("MANWIDTH", "80"), "man", "-l", page.toString());
                assertThat(shown.exitCode()).as(shown.err()).isZero();
                assertThat(shown.out().replaceAll(".\b", "")).contains("NAME", "SYNOPSIS", "OPTIONS");
            }
        }
    }

    private static void collect(Commands commands, List<String> before, List<List<String>> all) {
        all.add(before);
        commands.below().forEach((name, below) -> {
            List<String> words = new ArrayList<>(before);
            words.add(name);
            collect(below, words, all);
        });
    }

    @Test
    void aDatabaseIsSetUpCheckedAndRemovedWithoutMaven(@TempDir Path where) throws Exception {
        String[] about = {"--app-name", "app", "--environment", "dev"};

        for (String line : List.of(
                "setup --target local --yes",
                "status",
                "plan",
                "extensions list",
                "roles check --probe",
                "connect --as migrator --print",
                "environments",
                "runs list",
                "stop",
                "destroy --confirm app-dev")) {
            boolean isOfAll = line.equals("environments") || line.equals("runs list");
            String[] words = Stream.concat(Stream.of(line.split(" ")), isOfAll ? Stream.<String>of() : Stream.of(about))
                    .toArray(String[]::new);
            Ended ended = appdb(where, words);
            assertThat(ended.exitCode())
                    .as("%s\n%s%s", line, ended.out(), ended.err())
                    .isZero();
        }
    }

    /** The archive without PostgreSQL gets it at first use, from a Maven repository but without Maven. */
    @Test
    void aDatabaseIsSetUpWithBinariesThatAreFetchedAtFirstUse(@TempDir Path where) throws Exception {
        assertThat(slim.resolveSibling("postgres")).doesNotExist();
        Path programs = Distribution.programs(where.resolve("programs"));
        // What root fetched before is in a cache that it shares with no test: so somebody else's, in a home of their
        // own.
        List<String> asked = new ArrayList<>();
        HttpServer repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] jar = Files.readAllBytes(BINARIES.resolve(path.substring(path.lastIndexOf('/') + 1)));
            exchange.sendResponseHeaders(200, jar.length);
            exchange.getResponseBody().write(jar);
            exchange.close();
        });
        repository.start();
        try {
            Map<String, String> environment = Map.of(
                    "PATH", programs.toString(),
                    "HOME", where.toString(),
                    "APPDB_POSTGRES_REPOSITORY",
                            "http://127.0.0.1:" + repository.getAddress().getPort());
            String[] about = {"--app-name", "app", "--environment", "dev"};
            Ended set = run(where, environment, words(asSomebodyElse(where), "setup --target local --yes", about));
            assertThat(set.exitCode()).as(set.err()).isZero();
            assertThat(set.err()).contains("is not here yet: fetching it once from 127.0.0.1:");
            assertThat(asked).hasSize(1);
            assertThat(run(where, environment, words(asSomebodyElse(where), "destroy --confirm app-dev", about))
                            .exitCode())
                    .isZero();
        } finally {
            repository.stop(0);
        }
    }

    /** An account that every Linux has, with the folder as its own; this user where it can't become another. */
    private static String[] asSomebodyElse(Path where) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new String[] {slim.toString()};
        }
        run(where, Map.of(), "chown", "-R", "nobody", where.toString()).succeeded();
        return new String[] {"/usr/bin/setpriv", "--reuid", "nobody", "--clear-groups", slim.toString()};
    }

    private static String[] words(String[] before, String line, String... after) {
        return Stream.of(before, line.split(" "), after).flatMap(Stream::of).toArray(String[]::new);
    }

    /** A number without a name, as containers have it, and no home: what needs neither works, the rest says what is missing. */
    @Test
    void aUserWithoutANameAndAHomeLearnsWhatIsMissing(@TempDir Path where) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name")),
                "only root can become another user");
        run(where, Map.of(), "chmod", "777", where.toString());
        String[] nameless = {"setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", launcher.toString()};

        Ended version = run(where, Map.of(), words(nameless, "--version"));
        Ended local =
                run(where, Map.of(), words(nameless, "setup --target local --yes --app-name app --environment dev"));
        Ended atHome = run(
                where,
                Map.of("HOME", where.toString()),
                words(nameless, "setup --target local --yes --app-name app --environment dev"));

        assertThat(version.exitCode()).as(version.err()).isZero();
        assertThat(local.err()).contains("HOME").doesNotContain("\tat ");
        assertThat(atHome.err()).contains("user 54321 has no entry in the passwd database");
        assertThat(where.resolve("?")).doesNotExist();
    }
}
