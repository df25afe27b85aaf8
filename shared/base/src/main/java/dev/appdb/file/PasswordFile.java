package dev.appdb.file;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.ShellWord;
import dev.appdb.process.ProcessUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A password file as libpq reads it: a person's, which is judged, or that of one server, which is written. The lines that
 * are written name no port and no database, because the server's port may change.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The Password File</a>
 */
public final class PasswordFile {

    private static final int PASSWORD_BYTES = 24;
    private static final int FIELDS = 5;
    private static final int HOST_FIELD = 0;
    private static final int PORT_FIELD = 1;
    private static final int DATABASE_FIELD = 2;
    private static final int ROLE_FIELD = 3;
    private static final int PASSWORD_FIELD = 4;
    private static final String ANY = "*";
    private static final String COMMENT = "#";
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private final Path file;

    public PasswordFile(Path file) {
        this.file = file;
    }

    /**
     * A person's file, which the JDBC driver reads by itself, if libpq would ignore it because its group or others have
     * any access to it. On Windows there is none: its permissions are not looked at.
     *
     * @param environment the process's environment: {@code PGPASSFILE}, else {@code ~/.pgpass}
     */
    public static Optional<PasswordFile> exposed(Map<String, String> environment) {
        try {
            return Optional.ofNullable(environment.get("PGPASSFILE"))
                    .filter(name -> !name.isBlank())
                    .map(name -> Path.of(name.trim()))
                    .or(() -> ProcessUser.home().map(home -> home.resolve(".pgpass")))
                    .map(PasswordFile::new)
                    .filter(PasswordFile::isExposed);
        } catch (InvalidPathException e) {
            return Optional.empty(); // nor can the driver read it
        }
    }

    public Path path() {
        return file;
    }

    /** Returns whether its group or others have any access to it; false where it is not there. */
    public boolean isExposed() {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        try {
            return !OWNERS.containsAll(view.readAttributes().permissions());
        } catch (IOException e) {
            return false; // it is not there, or not for us to read
        }
    }

    /** The warning for a person whose file is {@linkplain #exposed exposed}. */
    public String warning() {
        return "password file " + file + " is ignored, as psql ignores it: its group or others have access to it";
    }

    /** The way to have an {@linkplain #exposed exposed} file used. */
    public Remedy remedy() {
        return Remedy.of("To have it used, run {}.", Remedy.shell("chmod 600 " + ShellWord.quote(file.toString())));
    }

    /** The password of a role, if it has one here. */
    public Optional<Secret> of(String role) throws IOException {
        return ownLines()
                .map(PasswordFile::fields)
                .filter(fields ->
                        fields.size() == FIELDS && fields.get(ROLE_FIELD).equals(role))
                .map(fields -> new Secret(fields.get(PASSWORD_FIELD)))
                .findFirst();
    }

    /** The lines of a server's own file; a person's may be a link. */
    private Stream<String> ownLines() throws IOException {
        try {
            return PrivateFile.text(file).lines();
        } catch (NoSuchFileException none) {
            return Stream.of();
        }
    }

    /** The password of a role on one of several servers, if it has one here. */
    public Optional<Secret> of(String host, int port, String role) throws IOException {
        return entries().stream()
                .filter(entry -> entry.isOf(host, port, role))
                .map(entry -> new Secret(entry.fields().get(PASSWORD_FIELD)))
                .findFirst();
    }

    /** The passwords that libpq could use for a login, in the order of the file, where it would use the first. */
    public List<Match> matching(String host, int port, String database, String role) throws IOException {
        return entries().stream()
                .filter(entry -> entry.matches(HOST_FIELD, host)
                        && entry.matches(PORT_FIELD, Integer.toString(port))
                        && entry.matches(DATABASE_FIELD, database)
                        && entry.matches(ROLE_FIELD, role))
                .map(entry -> new Match(
                        new Secret(entry.fields().get(PASSWORD_FIELD)),
                        entry.fields().size() > FIELDS))
                .toList();
    }

    /**
     * A password of a line that matches.
     *
     * @param isCut whether the line goes on after it: a colon in a password needs a backslash
     */
    public record Match(Secret password, boolean isCut) {}

    /** A line that has a password. */
    private record Entry(List<String> fields) {
        boolean matches(int field, String value) {
            return fields.get(field).equals(ANY) || fields.get(field).equals(value);
        }

        boolean isOf(String host, int port, String role) {
            return fields.get(HOST_FIELD).equals(host)
                    && fields.get(PORT_FIELD).equals(Integer.toString(port))
                    && fields.get(ROLE_FIELD).equals(role);
        }
    }

    private List<Entry> entries() throws IOException {
        return lines().stream()
                .filter(line -> !line.startsWith(COMMENT))
                .map(line -> new Entry(fields(line)))
                .filter(entry -> entry.fields().size() >= FIELDS)
                .toList();
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    /** Closes the file to others again where somebody opened it: libpq ignores one that they can read. */
    public void tighten() throws IOException {
        if (Files.exists(file) && !Files.getPosixFilePermissions(file).equals(OWNERS_ALONE)) {
            PrivateFile.setPermissions(file, OWNERS_ALONE);
        }
    }

    /** Sets the password of a role on the one server, keeping those of others. The file is replaced as a whole. */
    public void put(String host, String role, Secret password) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : ownLines().toList()) {
            List<String> fields = fields(line);
            if (fields.size() != FIELDS || !fields.get(ROLE_FIELD).equals(role)) {
                lines.add(line);
            }
        }
        lines.add(escaped(host) + ":*:*:" + escaped(role) + ":" + escaped(password.reveal()));
        write(lines);
    }

    /** Sets the password of a role on one of several servers, whatever the database, keeping all others. */
    public void put(String host, int port, String role, Secret password) throws IOException {
        List<String> lines = linesWithout(host, port, role);
        lines.add(escaped(host) + ":" + port + ":" + ANY + ":" + escaped(role) + ":" + escaped(password.reveal()));
        write(lines);
    }

    /** Removes the password of a role on one of several servers; the file goes with its last line. */
    public void remove(String host, int port, String role) throws IOException {
        List<String> lines = linesWithout(host, port, role);
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            write(lines);
        }
    }

    private List<String> linesWithout(String host, int port, String role) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            Entry entry = new Entry(fields(line));
            if (line.startsWith(COMMENT) || entry.fields().size() < FIELDS || !entry.isOf(host, port, role)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void write(List<String> lines) throws IOException {
        AtomicFile.writePrivate(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** A new password, of 192 random bits. */
    public static Secret newPassword(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static String escaped(String field) {
        if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A password file cannot hold a line break.");
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
