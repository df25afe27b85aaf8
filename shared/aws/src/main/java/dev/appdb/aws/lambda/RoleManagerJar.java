package dev.appdb.aws.lambda;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.request.DatabaseRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar of the role manager's function. Its key is a hash of its content: the same jar is uploaded once, and a
 * changed one is a change in the plan.
 *
 * @param file the path where the build wrote it
 * @param sha256 the hash of its content, 64 hexadecimal digits
 */
public record RoleManagerJar(Path file, String sha256) {
    static final String BUILD_COMMAND = "mvn -pl shared/role-manager -am package";

    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})\\.jar$");

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

    /**
     * Its key in the state bucket: each database has a folder of its own, so that whoever may deploy one can't replace
     * the function of another.
     */
    public String key(DatabaseRequest request) {
        return "appdb/" + request.app() + "/" + request.environment() + "/role-manager-" + sha256 + ".jar";
    }

    /** Its SHA-256 as S3 gives it, in Base64. */
    String checksum() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }

    /** The checksum of the jar that a key is named after; empty if the key names none. */
    static String checksum(String key) {
        Matcher hash = HASH.matcher(key);
        return hash.find() ? new RoleManagerJar(Path.of(key), hash.group(1)).checksum() : "";
    }
}
