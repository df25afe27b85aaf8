package dev.appdb.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The versions that the build pinned, read from a resource that Maven filled in. */
final class PinnedVersions {

    private static final Properties PINNED = read("pinned.properties");

    private PinnedVersions() {}

    /** The full version of the binaries of a major, for example {@code 16.15.0}. */
    static String of(PostgresMajor major) {
        return value(major.toString());
    }

    /** The platform of the binaries, as their artifact's name ends: {@code linux-amd64}. */
    static String platform() {
        return value("platform");
    }

    static String dependencyPlugin() {
        return value("dependency-plugin");
    }

    /** The SHA-256 of the binaries of a major, 64 hexadecimal digits; empty if none is pinned for this platform. */
    static Optional<String> checksum(PostgresMajor major) {
        return Optional.ofNullable(read("checksums.properties").getProperty(platform() + "-" + of(major)));
    }

    private static String value(String key) {
        return Objects.requireNonNull(PINNED.getProperty(key), key);
    }

    private static Properties read(String name) {
        try (InputStream resource = Objects.requireNonNull(PinnedVersions.class.getResourceAsStream(name))) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
