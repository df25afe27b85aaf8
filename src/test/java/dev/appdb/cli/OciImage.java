package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An image in an OCI image layout.
 *
 * @param folder the unpacked layout
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
record OciImage(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Unpacks the tar of a layout. */
    static OciImage read(Path tar, Path folder) throws Exception {
        Files.createDirectories(folder);
        Distribution.run(folder, Map.of(), "tar", "xf", tar.toString()).succeeded();
        return new OciImage(folder);
    }

    JsonNode json(String file) throws Exception {
        return JSON.readTree(folder.resolve(file).toFile());
    }

    Path blob(JsonNode descriptor) {
        return blob(descriptor.path("digest").asText());
    }

    Path blob(String digest) {
        return folder.resolve("blobs/sha256").resolve(digest.replaceFirst("^sha256:", ""));
    }

    JsonNode manifest() throws Exception {
        return JSON.readTree(blob(json("index.json").path("manifests").path(0)).toFile());
    }

    JsonNode configuration() throws Exception {
        return JSON.readTree(blob(manifest().path("config")).toFile());
    }

    List<String> entryPoint() throws Exception {
        List<String> words = new ArrayList<>();
        configuration().path("config").path("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    Map<String, String> environment() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (JsonNode each : configuration().path("config").path("Env")) {
            String[] parts = each.asText().split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    /** Lays the layers into a folder, one over the other. */
    void unpack(Path root) throws Exception {
        for (JsonNode layer : manifest().path("layers")) {
            Distribution.run(
                            root,
                            Map.of(),
                            "tar",
                            "xzpf",
                            blob(layer).toString(),
                            "--numeric-owner",
                            "-C",
                            root.toString())
                    .succeeded();
        }
    }

    static String digest(Path file) throws Exception {
        return digest(Files.newInputStream(file));
    }

    static String digestUncompressed(Path file) throws Exception {
        return digest(new GZIPInputStream(Files.newInputStream(file)));
    }

    private static String digest(InputStream stream) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream content = new DigestInputStream(stream, digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
