package dev.appdb.extensions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The extensions that PostgreSQL 14 to 18 and Amazon RDS and Aurora have. The file {@code extensions.tsv} beside this
 * class says on which day that was read, and where.
 */
public final class ExtensionCatalogue {
    private static final String FILE = "extensions.tsv";
    private static final List<Extension> ALL = read();

    private ExtensionCatalogue() {}

    /** All of them, by name. */
    public static List<Extension> all() {
        return ALL;
    }

    public static Optional<Extension> find(String name) {
        return ALL.stream().filter(extension -> extension.name().equals(name)).findFirst();
    }

    /** Those that a master user can have on Amazon RDS and Aurora. */
    public static List<Extension> onRds(int major) {
        return ALL.stream()
                .filter(extension -> extension.onRds().contains(major))
                .toList();
    }

    /**
     * Those that a master user can have on the local server, which is PostgreSQL's own distribution and lets it create
     * what Amazon RDS would.
     */
    public static List<Extension> onLocalServer(int major) {
        return ALL.stream()
                .filter(extension -> extension.inPostgres().contains(major))
                .filter(extension -> extension.permission() != Extension.Permission.SUPERUSER)
                .toList();
    }

    private static List<Extension> read() {
        try (InputStream file = Objects.requireNonNull(ExtensionCatalogue.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ExtensionCatalogue::extension)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Extension extension(String line) {
        String[] cells = line.split("\t", -1);
        return new Extension(
                cells[0],
                Extension.Permission.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                cells[2].equals("preload"),
                Majors.of(cells[3]),
                Majors.of(cells[4]),
                cells[5]);
    }
}
