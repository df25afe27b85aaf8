package dev.appdb.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version, with the commit that it was built from and the day of that, as the build wrote them into the jar. */
final class Version {
    private static final String COMMIT = "commit.properties";

    private Version() {}

    /** Such as {@code appdb 1.2.0 (commit 0123456789 of 2026-11-30)}; without what a build outside a repository lacks. */
    static String text() {
        Package jar = Version.class.getPackage();
        String version = jar == null ? null : jar.getImplementationVersion();
        return "appdb " + (version == null ? "(not packaged)" : version) + commit(read());
    }

    static String commit(Properties built) {
        String id = built.getProperty("id", "");
        return id.isEmpty()
                ? ""
                : " (commit " + id.replaceFirst("-dirty$", "") + " of " + built.getProperty("day", "unknown date")
                        + (id.endsWith("-dirty") ? ", with changes" : "") + ")";
    }

    private static Properties read() {
        Properties built = new Properties();
        try (InputStream file = Version.class.getResourceAsStream(COMMIT)) {
            if (file != null) {
                built.load(file);
            }
        } catch (IOException e) {
            // The version alone is an answer, too.
        }
        return built;
    }
}
