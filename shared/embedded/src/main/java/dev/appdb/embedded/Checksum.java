package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum that a jar of binaries must have, since what is in it is run.
 *
 * @param sha256 64 hexadecimal digits; empty if none is pinned for this version and platform
 */
record Checksum(String sha256) {
    static Checksum of(PostgresMajor major) {
        return new Checksum(PinnedVersions.checksum(major).orElse(""));
    }

    boolean isPinned() {
        return !sha256.isEmpty();
    }

    /**
     * Requires that a jar is the pinned one.
     *
     * @throws FailureException if it is another, or none is pinned
     */
    void require(Path jar) throws IOException, FailureException {
        String file = String.valueOf(jar.getFileName());
        if (!isPinned()) {
            throw ServerFailure.of(
                    "did not take " + file,
                    "this build knows no checksum of that version for this platform",
                    Remedy.of("Use a target server, or a build with PostgreSQL binaries for this platform."));
        }
        String found = sha256(jar);
        if (!found.equals(sha256)) {
            throw ServerFailure.of(
                    "did not take " + jar,
                    "its SHA-256 is " + found + ", not " + sha256
                            + ": it is damaged, or not the file that was published",
                    Remedy.of(
                            "Delete it here and where Maven keeps it, {}, then run {} again.",
                            Remedy.shell("rm -f " + ShellWord.quote(jar.toString())
                                    + " ~/.m2/repository/io/zonky/test/postgres/*/*/" + ShellWord.quote(file)),
                            Remedy.AGAIN));
        }
    }

    static String sha256(Path jar) throws IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
