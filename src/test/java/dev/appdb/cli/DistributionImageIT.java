package dev.appdb.cli;

import static dev.appdb.cli.Distribution.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.cli.Distribution.Ended;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image of {@code -Pdist}, read back: its layout, its configuration and what is in its root file system. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DistributionImageIT {
    private static final String OCI = "application/vnd.oci.image.";

    @TempDir
    static Path folder;

    private static OciImage image = new OciImage(Path.of(""));

    @BeforeAll
    static void unpack() throws Exception {
        image = OciImage.read(Distribution.image(), folder.resolve("layout"));
        image.unpack(Files.createDirectory(folder.resolve("root")));
    }

    private static Path root() {
        return folder.resolve("root");
    }

    @Test
    void everyDigestAndSizeIsThatOfItsBlob() throws Exception {
        List<JsonNode> descriptors = new ArrayList<>(
                List.of(image.json("index.json").path("manifests").path(0)));
        JsonNode manifest = image.manifest();
        descriptors.add(manifest.path("config"));
        manifest.path("layers").forEach(descriptors::add);

        for (JsonNode descriptor : descriptors) {
            Path blob = image.blob(descriptor);
            assertThat(OciImage.digest(blob))
                    .isEqualTo(descriptor.path("digest").asText());
            assertThat(Files.size(blob)).isEqualTo(descriptor.path("size").asLong());
        }
        try (Stream<Path> blobs = Files.list(image.folder().resolve("blobs/sha256"))) {
            assertThat(blobs).as("nothing besides").hasSize(descriptors.size());
        }
        List<String> uncompressed = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            uncompressed.add(OciImage.digestUncompressed(image.blob(layer)));
        }
        assertThat(image.configuration().path("rootfs").path("diff_ids"))
                .extracting(JsonNode::asText)
                .isEqualTo(uncompressed);
    }

    @Test
    void itIsALayoutOfTheSpecificationAndOneThatDockerReads() throws Exception {
        JsonNode index = image.json("index.json");
        JsonNode manifest = image.manifest();

        assertThat(image.json("oci-layout").path("imageLayoutVersion").asText()).isEqualTo("1.0.0");
        assertThat(index.path("mediaType").asText()).isEqualTo(OCI + "index.v1+json");
        assertThat(index.path("manifests").path(0).path("mediaType").asText()).isEqualTo(OCI + "manifest.v1+json");
        assertThat(manifest.path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(manifest.path("config").path("mediaType").asText()).isEqualTo(OCI + "config.v1+json");
        assertThat(manifest.path("layers"))
                .allSatisfy(
                        layer -> assertThat(layer.path("mediaType").asText()).isEqualTo(OCI + "layer.v1.tar+gzip"));
        JsonNode docker = image.json("manifest.json").path(0);
        assertThat(docker.path("Config").asText())
                .isEqualTo("blobs/sha256/" + hex(manifest.path("config").path("digest")));
        assertThat(docker.path("Layers"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "blobs/sha256/" + hex(manifest.path("layers").path(0).path("digest")),
                        "blobs/sha256/" + hex(manifest.path("layers").path(1).path("digest")));
        assertThat(docker.path("RepoTags").path(0).asText()).startsWith("appdb:");
    }

    private static String hex(JsonNode digest) {
        return digest.asText().replaceFirst("^sha256:", "");
    }

    @Test
    void theConfigurationNamesUserPortsAndWhatItWasMadeOf() throws Exception {
        JsonNode all = image.configuration();
        JsonNode configuration = all.path("config");

        assertThat(all.path("os").asText()).isEqualTo("linux");
        assertThat(all.path("architecture").asText()).isIn("amd64", "arm64");
        assertThat(configuration.path("User").asText()).isEqualTo("65532:65532");
        assertThat(configuration.path("WorkingDir").asText()).isEqualTo("/work");
        assertThat(image.entryPoint()).containsExactly("/opt/appdb/runtime/bin/java", "@/opt/appdb/java.options");
        assertThat(image.environment()).containsEntry("LC_ALL", "C.UTF-8");
        assertThat(configuration.path("ExposedPorts").fieldNames())
                .toIterable()
                .containsExactly("3000/tcp", "3001/tcp");
        assertThat(configuration.path("Healthcheck").path("Test"))
                .extracting(JsonNode::asText)
                .containsExactly("CMD", "/opt/appdb/runtime/bin/java", "@/opt/appdb/java.options", "bot", "health");
        Matcher version = Pattern.compile("appdb (\\S+) \\(commit (\\w+) of ([0-9-]+)(, with changes)?\\)")
                .matcher(version().out().strip());
        assertThat(version.matches()).as(version.toString()).isTrue();
        assertThat(label("version")).isEqualTo(version.group(1));
        assertThat(label("revision")).startsWith(version.group(2));
        assertThat(label("created")).isEqualTo(version.group(3) + "T00:00:00Z");
        assertThat(label("licenses")).isEqualTo("Apache-2.0");
    }

    private static String label(String name) throws Exception {
        return image.configuration()
                .path("config")
                .path("Labels")
                .path("org.opencontainers.image." + name)
                .asText();
    }

    private static Ended version() throws Exception {
        Path launcher = Distribution.unpack(made(".tar.gz"), folder.resolve("archive"));
        return Distribution.run(folder, Map.of(), launcher.toString(), "--version")
                .succeeded();
    }

    @Test
    void itHasNoShellNoUsersAndOneFolderThatTheUserMayWriteTo() throws Exception {
        assertThat(List.of("bin", "usr/bin", "etc/passwd", "opt/appdb/appdb", "opt/appdb/postgres"))
                .allSatisfy(path -> assertThat(root().resolve(path)).doesNotExist());
        assertThat(Files.getAttribute(root().resolve("tmp"), "unix:mode", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(041777);
        try (Stream<Path> all = Files.walk(root())) {
            for (Path each : all.filter(path -> !path.equals(root())).toList()) {
                int mode = (Integer) Files.getAttribute(each, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                boolean isTemporary = each.equals(root().resolve("tmp"));
                assertThat(mode & 0022).as("%s", each).isEqualTo(isTemporary ? 0022 : 0);
            }
        }
    }

    @Test
    void itNamesWhatIsInItWithTheLicenses() throws Exception {
        JsonNode sbom = new ObjectMapper()
                .readTree(root().resolve("opt/appdb/sbom.json").toFile());
        List<String> system = new ArrayList<>();
        sbom.path("components").forEach(part -> {
            if (part.path("purl").asText().startsWith("pkg:deb/")) {
                system.add(part.path("name").asText());
            }
        });

        assertThat(system).anyMatch(name -> name.startsWith("libc6"));
        for (String name : system) {
            assertThat(root().resolve("usr/share/doc/" + name + "/copyright")).isNotEmptyFile();
        }
        assertThat(sbom.path("components"))
                .extracting(part -> part.path("name").asText())
                .contains("OpenJDK", "picocli");
        assertThat(root().resolve("opt/appdb/LICENSE")).isNotEmptyFile();
        assertThat(root().resolve("opt/appdb/runtime/legal/java.base/LICENSE")).isNotEmptyFile();
        assertThat(made(".oci.sbom.json")).hasSameTextualContentAs(root().resolve("opt/appdb/sbom.json"));
    }

    /** The launcher of the archive, with a Java that only prints what it is given. */
    @Test
    void javaGetsWhatTheLauncherOfTheArchiveGivesIt() throws Exception {
        Path home = Files.createDirectories(folder.resolve("launched"));
        Path appdb = root().resolve("opt/appdb");
        Files.copy(Distribution.unpack(made(".tar.gz"), folder.resolve("copied")), home.resolve("appdb"));
        Files.createDirectories(home.resolve("runtime/bin"));
        Path java = Files.writeString(home.resolve("runtime/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.copy(appdb.resolve("runtime/release"), home.resolve("runtime/release"));
        Files.createDirectories(home.resolve("lib/lib"));
        Files.writeString(home.resolve("lib/appdb.jar"), "");
        for (String ending : List.of("aot", "jsa")) {
            if (Files.exists(appdb.resolve("lib/start." + ending))) {
                Files.copy(appdb.resolve("lib/start." + ending), home.resolve("lib/start." + ending));
            }
        }

        String real = home.toRealPath().toString();
        List<String> launched = Distribution.run(
                        folder,
                        Map.of("LC_ALL", "C.UTF-8"),
                        home.resolve("appdb").toString())
                .succeeded()
                .out()
                .lines()
                .map(word -> word.replace(real, "/opt/appdb"))
                .filter(word -> !word.startsWith("-Dappdb.postgres.binaries=") && !word.startsWith("-Dappdb.command="))
                .toList();
        List<String> options = Files.readAllLines(appdb.resolve("java.options")).stream()
                .filter(line -> !line.startsWith("#") && !line.equals("-Dappdb.command=appdb"))
                .toList();

        assertThat(options).isEqualTo(launched);
    }

    @Test
    void itIsAboutAsLargeAsTheArchive() throws Exception {
        double archive = Files.size(made(".tar.gz"));

        assertThat((double) Files.size(Distribution.image())).isCloseTo(archive, within(archive / 4));
    }
}
