package dev.appdb.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Package jar = Version.class.getPackage();
        String version = jar == null ? null : jar.getImplementationVersion();
        return new String[] {"appdb " + (version == null ? "(not packaged)" : version)};
    }
}
