package dev.appdb.aws.lambda;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.Remedy;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import dev.appdb.request.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The contents of the role manager's jar, as far as they are checked. */
public final class JarContents {
    private static final String SUBJECT = "role manager";
    private static final String HANDLER = "dev/appdb/roles/lambda/Handler.class";
    private static final String AUTHORITIES = "dev/appdb/roles/lambda/rds-global-bundle.pem";
    private static final Remedy BUILD = Remedy.of("Build it with {}.", Remedy.shell(RoleManagerJar.BUILD_COMMAND));
    private static final Remedy GET_BUNDLE = Remedy.of(
            "Get AWS's bundle for the Region (Aurora User Guide, \"Using SSL/TLS to encrypt a connection\") and build the"
                    + " jar with {}.",
            Remedy.shell(RoleManagerJar.BUILD_COMMAND + " -Drds.ca.bundle=FILE"));

    private final boolean isJar;
    private final boolean hasHandler;
    private final RdsAuthorities authorities;

    private JarContents(boolean isJar, boolean hasHandler, RdsAuthorities authorities) {
        this.isJar = isJar;
        this.hasHandler = hasHandler;
        this.authorities = authorities;
    }

    private static JarContents of(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new JarContents(true, zip.getEntry(HANDLER) != null, authorities(zip));
        } catch (IOException e) {
            return new JarContents(false, false, RdsAuthorities.NONE);
        }
    }

    private static RdsAuthorities authorities(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(AUTHORITIES);
        if (entry == null) {
            return RdsAuthorities.NONE;
        }
        try (InputStream content = zip.getInputStream(entry)) {
            return RdsAuthorities.of(new String(content.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    /**
     * The finding about the jar: missing, not a jar, without handler, without the certificates of the Region's RDS
     * authorities, or good.
     */
    public static Finding finding(Optional<Path> jar, Region region) {
        if (jar.isEmpty()) {
            return Finding.warning(
                    SUBJECT,
                    "this installation has no jar of the role manager's function",
                    "Start appdb with its launcher, which builds one. Without one, the deployed function stays as it is.");
        }
        JarContents contents = of(jar.get());
        if (!contents.isJar || !contents.hasHandler) {
            return Finding.problem(
                    SUBJECT, jar.get() + (contents.isJar ? " has no " + HANDLER : " is missing or not a jar"), BUILD);
        } else if (!contents.authorities.covers(region)) {
            return Finding.problem(
                    SUBJECT,
                    jar.get() + " has no certificate of the RDS authorities of Region " + region
                            + ", so the function can't log in to a database there",
                    GET_BUNDLE);
        }
        return Finding.good(SUBJECT, jar.get() + " with the certificates of the RDS authorities of " + region);
    }

    /**
     * Extracts the certificates of the RDS authorities from the jar.
     *
     * @param folder the destination, created if it does not exist
     * @return the file; empty if the jar has none
     */
    public static Optional<Path> authorities(Path jar, Path folder) throws IOException {
        String pem = of(jar).authorities.pem();
        if (pem.isEmpty()) {
            return Optional.empty();
        }
        Folders.make(folder, "rwx------");
        Path file = folder.resolve("rds-global-bundle.pem");
        AtomicFile.writePrivate(file, pem);
        return Optional.of(file);
    }
}
