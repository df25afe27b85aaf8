package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small jar in place of the role manager's: with the entries that are looked at, and nothing that runs. */
public final class SampleJar {
    public static final String HANDLER = "dev/appdb/roles/lambda/Handler.class";
    public static final String AUTHORITIES = "dev/appdb/roles/lambda/rds-global-bundle.pem";

    private SampleJar() {}

    /**
     * Writes one that passes every check.
     *
     * @param content tells it from others
     * @return the file
     */
    public static Path write(Path file, String content) throws IOException {
        return write(file, content, List.of(HANDLER, AUTHORITIES));
    }

    /** Writes one with some entries; the authorities are those that the build has. */
    public static Path write(Path file, String content, List<String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(content);
            for (String name : entries) {
                ZipEntry entry = new ZipEntry(name);
                // The same content is the same jar.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(name.equals(AUTHORITIES) ? authorities() : content.getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static byte[] authorities() throws IOException {
        try (InputStream bundle = Objects.requireNonNull(
                SampleJar.class.getResourceAsStream("/" + AUTHORITIES), "the role manager is on the class path")) {
            return bundle.readAllBytes();
        }
    }
}
