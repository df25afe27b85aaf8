package dev.appdb.embedded;

import dev.appdb.failure.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A password file as libpq reads it (PostgreSQL documentation, "The Password File"): the only place where the passwords
 * of a server stand. Its lines name no port and no database, because the file belongs to one server whose port may
 * change.
 */
final class PasswordFile {

    private static final int PASSWORD_BYTES = 24;
    private static final int FIELDS = 5;
    private static final int ROLE_FIELD = 3;
    private static final int PASSWORD_FIELD = 4;
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    PasswordFile(Path file) {
        this.file = file;
    }

    /** The password of a role, if it has one here. */
    Optional<Secret> of(String role) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .map(PasswordFile::fields)
                        .filter(fields -> fields.size() == FIELDS
                                && fields.get(ROLE_FIELD).equals(role))
                        .map(fields -> new Secret(fields.get(PASSWORD_FIELD)))
                        .findFirst()
                : Optional.empty();
    }

    /** Closes the file to others again where somebody opened it: libpq ignores one that they can read. */
    void tighten() throws IOException {
        if (Files.exists(file) && !Files.getPosixFilePermissions(file).equals(OWNERS_ALONE)) {
            Files.setPosixFilePermissions(file, OWNERS_ALONE);
        }
    }

    /** Sets the password of a role, keeping those of others. The file is replaced as a whole. */
    void put(String role, Secret password) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                List<String> fields = fields(line);
                if (fields.size() != FIELDS || !fields.get(ROLE_FIELD).equals(role)) {
                    lines.add(line);
                }
            }
        }
        lines.add(Running.HOST + ":*:*:" + escaped(role) + ":" + escaped(password.reveal()));
        Folders.write(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** A new password, of 192 random bits. */
    static Secret newPassword(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static String escaped(String field) {
        if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A password file cannot hold a role whose name has a line break.");
        }
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(line.charAt(i));
            } else if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
