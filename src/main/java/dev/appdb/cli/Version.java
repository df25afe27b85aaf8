package dev.appdb.cli;

/** The version, as the build wrote it into the jar. */
final class Version {
    private Version() {}

    static String text() {
        Package jar = Version.class.getPackage();
        String version = jar == null ? null : jar.getImplementationVersion();
        return "appdb " + (version == null ? "(not packaged)" : version);
    }
}
