package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one declared extension.
 *
 * @param name the extension
 * @param result what happened
 * @param schema the schema that it is in; null when it is not installed
 * @param reason why it was refused; empty otherwise
 * @param remedy what to do about the refusal; empty otherwise
 * @param dependants what keeps it from being disabled, as the server describes each; empty otherwise
 */
public record ExtensionOutcome(
        String name, Result result, @Nullable String schema, String reason, Remedy remedy, List<String> dependants) {

    /** The possible outcomes. */
    public enum Result {
        /** It was created by this run. */
        ENABLED,
        /** It was dropped by this run. */
        DISABLED,
        /** It was as declared before. */
        ALREADY,
        /** The server, or what depends on it, does not allow it; everything else was still done. */
        REFUSED
    }

    public ExtensionOutcome {
        dependants = List.copyOf(dependants);
    }

    static ExtensionOutcome done(String name, Result result, @Nullable String schema) {
        return new ExtensionOutcome(name, result, schema, "", Remedy.NONE, List.of());
    }

    static ExtensionOutcome refused(String name, String reason, Remedy remedy, List<String> dependants) {
        return new ExtensionOutcome(name, Result.REFUSED, null, reason, remedy, dependants);
    }
}
