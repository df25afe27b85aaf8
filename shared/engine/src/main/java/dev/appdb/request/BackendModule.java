package dev.appdb.request;

import java.util.Arrays;
import java.util.Locale;

/** The Terraform module folder of the app that the backend file belongs to. */
public enum BackendModule {
    /** The service layer: the file is the very one that the service's own set-up makes. */
    SERVICE,
    /** For those who keep running Terraform's own database module. */
    DATABASE;

    /**
     * The module of that name, in lower case.
     *
     * @throws IllegalArgumentException if there is no such module
     */
    public static BackendModule of(String name) {
        return Arrays.stream(values())
                .filter(module -> module.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "module \"" + Names.printable(name) + "\" is not known: use service or database"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
