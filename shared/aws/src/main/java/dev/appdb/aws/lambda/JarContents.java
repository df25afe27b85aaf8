package dev.appdb.aws.lambda;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.Remedy;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The contents of the role manager's jar, as far as they are checked.
 *
 * @param readable true if it exists and is a jar
 * @param hasHandler true if it contains the function's handler
 * @param hasAuthorities true if it contains the certificates of the RDS authorities, without which the function cannot
 *     log in to any database
 */
public record JarContents(boolean readable, boolean hasHandler, boolean hasAuthorities) {
    private static final String SUBJECT = "role manager";
    private static final String HANDLER = "dev/appdb/roles/lambda/Handler.class";
    private static final String AUTHORITIES = "dev/appdb/roles/lambda/rds-global-bundle.pem";
    private static final Remedy BUILD = Remedy.of("Build it with {}.", Remedy.shell(RoleManagerJar.BUILD_COMMAND));
    private static final Remedy GET_BUNDLE = Remedy.of(
            "Get AWS's global-bundle.pem (Aurora User Guide, \"Using SSL/TLS to encrypt a connection\") and build the jar"
                    + " with {}.",
            Remedy.shell(RoleManagerJar.BUILD_COMMAND + " -Drds.ca.bundle=FILE"));

    static JarContents of(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new JarContents(true, zip.getEntry(HANDLER) != null, zip.getEntry(AUTHORITIES) != null);
        } catch (IOException e) {
            return new JarContents(false, false, false);
        }
    }

    /** The finding about the jar: missing, not a jar, without handler, without certificates, or good. */
    public static Finding finding(Optional<Path> jar) {
        if (jar.isEmpty()) {
            return Finding.warning(
                    SUBJECT,
                    "this installation has no jar of the role manager's function",
                    "Start appdb with its launcher, which builds one. Without one, the deployed function stays as it is.");
        }
        JarContents contents = of(jar.get());
        if (!contents.readable() || !contents.hasHandler()) {
            return Finding.problem(
                    SUBJECT,
                    jar.get() + (contents.readable() ? " has no " + HANDLER : " is missing or not a jar"),
                    BUILD);
        } else if (!contents.hasAuthorities()) {
            return Finding.warning(
                    SUBJECT,
                    jar.get()
                            + " has no certificates of the RDS authorities, so the function can't log in to a database",
                    GET_BUNDLE);
        }
        return Finding.good(SUBJECT, jar.get() + " with the certificates of the RDS authorities");
    }

    /**
     * Extracts the certificates of the RDS authorities from the jar.
     *
     * @param folder the destination, created if it does not exist
     * @return the file; empty if the jar has none
     */
    public static Optional<Path> authorities(Path jar, Path folder) throws IOException {
        if (!of(jar).hasAuthorities()) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(AUTHORITIES);
            Folders.make(folder, "rwx------");
            Path file = folder.resolve("rds-global-bundle.pem");
            try (InputStream content = zip.getInputStream(entry)) {
                AtomicFile.writePrivate(file, new String(content.readAllBytes(), StandardCharsets.US_ASCII));
            }
            return Optional.of(file);
        }
    }
}
