package dev.appdb.setting;

import java.util.Optional;

/** The values of Terraform files as flags take them, where the two differ. */
final class DeclaredValues {
    private DeclaredValues() {}

    /** The major version of one such as {@code 17.7}. */
    static Optional<String> major(String version) {
        return Optional.of(version.replaceFirst("\\..*", ""));
    }

    /** The instances beside the writer, of all there are. */
    static Optional<String> readers(String instances) {
        return Optional.of(
                instances.matches("[1-9][0-9]{0,2}")
                        ? Integer.toString(Integer.parseInt(instances) - 1)
                        : instances + " instances");
    }

    /** A database with protection is not temporary; one without can be made to last all the same. */
    static Optional<String> temporary(String deletionProtection) {
        return deletionProtection.equals("true") ? Optional.of("false") : Optional.empty();
    }
}
