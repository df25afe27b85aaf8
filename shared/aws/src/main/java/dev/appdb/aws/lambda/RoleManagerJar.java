package dev.appdb.aws.lambda;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The jar of the role manager's function. Its key is a hash of its content: the same jar is uploaded once, and a
 * changed one is a change in the plan.
 *
 * @param file the path where the build wrote it
 * @param sha256 the hash of its content, 64 hexadecimal digits
 */
public record RoleManagerJar(Path file, String sha256) {
    static final String BUILD_COMMAND = "mvn -pl shared/role-manager -am package";
    private static final String FOLDER = "appdb/role-manager/";

    /** @throws FailureException if it can't be read */
    public static RoleManagerJar at(Path file) throws FailureException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream hashed = new DigestInputStream(content, digest)) {
                hashed.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return new RoleManagerJar(file, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw Failure.failed(
                            "role-manager-jar",
                            "could not read the role manager's jar",
                            file + " is missing or not readable",
                            Remedy.of("Build it with {}.", Remedy.shell(BUILD_COMMAND)))
                    .asException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its key in the state bucket. */
    public String key() {
        return FOLDER + sha256 + ".jar";
    }
}
