package dev.appdb.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that {@code mvn -Pdist verify} made, beside {@code java -jar}: sizes, and the time of a command that ends at once and of one
 * that does something. {@code -Dbench.dist=FOLDER,FOLDER} names folders of builds with several Javas; without one that was made
 * there are no rows.
 */
final class DistributionItem implements Item {
    private static final double BYTES_IN_A_MEGABYTE = 1e6;

    private static final Map<String, List<String>> COMMANDS = new TreeMap<>(Map.of(
            "--version", List.of("--version"),
            "template",
                    List.of("template --target aws --region us-east-1 --app-name app --environment prod".split(" "))));

    /** Enters the image's root file system ($0) as its user, with what a container engine gives it. */
    private static final String ENTER = "mount -t proc proc \"$0/proc\" && exec unshare --root \"$0\" --wd /work"
            + " --setgid 65532 --setuid 65532 /opt/appdb/runtime/bin/java @/opt/appdb/java.options \"$@\"";

    @Override
    public String key() {
        return "distribution";
    }

    @Override
    public String about() {
        return "The archive by its launcher, the image in a chroot as its user (with two short programs that enter it, in"
                + " the time), and the jar of the checkout by `java -jar` without any option, each with the same Java: whole"
                + " processes of `--version` and of `template`, which writes the template of a stack. Sizes are of the"
                + " files to download; that of `java -jar` is of the jars alone, without a Java.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Path home = Path.of(System.getProperty("appdb.home", ".")).toAbsolutePath();
        for (String folder : System.getProperty(
                        "bench.dist", home.resolve("src/target/dist").toString())
                .split(",")) {
            if (Files.isDirectory(Path.of(folder))) {
                measure(table, runs, Path.of(folder).toAbsolutePath(), home.resolve("src/target"));
            }
        }
    }

    private static void measure(Table table, int runs, Path made, Path built) throws Exception {
        Path folder = Files.createTempDirectory("appdb-bench-");
        Launched launched = new Launched(folder, Map.of("LC_ALL", "C.UTF-8"));
        Path archive = Files.createDirectory(folder.resolve("archive"));
        unpack(launched, file(made, ".tar.gz").orElseThrow(), archive, "--strip-components=1");
        int java = Runtime.Version.parse(release(archive)).feature();
        String on = ", Java " + java;
        sizes(table, on, made, built);
        Path jdk = Javas.installed(List.of(java)).get(java);
        if (jdk == null) {
            return;
        }
        Optional<Path> root = image(launched, made, folder);
        for (Map.Entry<String, List<String>> command : COMMANDS.entrySet()) {
            Map<String, List<String>> starts = new LinkedHashMap<>();
            starts.put(
                    "java -jar",
                    List.of(
                            jdk.resolve("bin/java").toString(),
                            "-jar",
                            built.resolve("appdb.jar").toString()));
            starts.put("the archive", List.of(archive.resolve("appdb").toString()));
            root.ifPresent(image ->
                    starts.put("the image", List.of("unshare", "--mount", "sh", "-c", ENTER, image.toString())));
            List<SideBySide.Trial> trials = new ArrayList<>();
            starts.values()
                    .forEach(start -> trials.add(SideBySide.millis(
                            () -> launched.run(Stream.concat(start.stream(), command.getValue().stream())
                                    .toArray(String[]::new)))));
            List<Samples> samples = SideBySide.run("ms", 2, runs, trials);
            List<String> names = List.copyOf(starts.keySet());
            for (int i = 1; i < names.size(); i++) {
                String what = names.get(i) + ": " + command.getKey() + on;
                table.add(Row.faster(what, samples.get(i), samples.get(0), names.get(0)));
            }
        }
    }

    private static void sizes(Table table, String on, Path made, Path built) throws IOException {
        long jars = Files.size(built.resolve("appdb.jar"));
        try (Stream<Path> libraries = Files.list(built.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                jars += Files.size(library);
            }
        }
        Samples peer = megabytes(jars);
        for (String ending : List.of(".tar.gz", "-full.tar.gz", ".deb", ".oci.tar")) {
            Optional<Path> file = file(made, ending);
            if (file.isPresent()) {
                table.add(Row.ofPeer(
                        "size of " + ending + on, megabytes(Files.size(file.get())), peer, "the jars, no Java"));
            }
        }
    }

    private static Samples megabytes(long bytes) {
        return Samples.exactly("MB", bytes / BYTES_IN_A_MEGABYTE);
    }

    /** The made file with an ending; the full archive only by its own. */
    private static Optional<Path> file(Path made, String ending) throws IOException {
        try (Stream<Path> files = Files.list(made)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> file.toString().contains("-full.") == ending.startsWith("-full."))
                    .findFirst();
        }
    }

    /** The version of the Java in an archive, such as 25.0.3. */
    private static String release(Path archive) throws IOException {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(archive.resolve("runtime/release"))) {
            release.load(file);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    /** The root file system of the image; empty where there is no image, or it can't be entered. */
    private static Optional<Path> image(Launched launched, Path made, Path folder) throws Exception {
        Optional<Path> image = file(made, ".oci.tar");
        if (image.isEmpty() || !launched.works("unshare", "--mount", "true")) {
            return Optional.empty();
        }
        Path layout = Files.createDirectory(folder.resolve("layout"));
        unpack(launched, image.get(), layout);
        JsonNode docker =
                new ObjectMapper().readTree(layout.resolve("manifest.json").toFile());
        Path root = Files.createDirectory(folder.resolve("root"));
        for (JsonNode layer : docker.path(0).path("Layers")) {
            unpack(launched, layout.resolve(layer.asText()), root);
        }
        Files.createDirectory(root.resolve("proc"));
        Path devices = Files.createDirectory(root.resolve("dev"));
        for (String device : List.of("null 1 3", "zero 1 5", "random 1 8", "urandom 1 9")) {
            String[] numbers = device.split(" ");
            launched.run("mknod", "-m", "666", devices.resolve(numbers[0]).toString(), "c", numbers[1], numbers[2]);
        }
        return Optional.of(root);
    }

    private static void unpack(Launched launched, Path archive, Path folder, String... options) throws Exception {
        launched.run(
                Stream.concat(Stream.of("tar", "xpf", archive.toString(), "-C", folder.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }
}
