package dev.appdb.bot.command;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * An application and an environment of a database that there is, and the ways in which people type them: {@code shop-dev},
 * {@code SHOP DEV}, {@code shop/dev}, {@code "shop dev"}, {@code shop dev.}
 */
public record DatabaseName(AppName app, EnvironmentName environment) {
    private static final String BETWEEN = "-";

    /** As it is shown: {@code shop-dev}. */
    @Override
    public String toString() {
        return app + BETWEEN + environment;
    }

    /**
     * The databases that the words of a command may mean; none where they are names as they stand.
     *
     * @param words where the application and the environment belong
     * @param takesPart whether one of the two names is enough to mean a database; otherwise it means all of its databases
     */
    static List<DatabaseName> meant(List<String> words, List<DatabaseName> known, boolean takesPart) {
        String typed = plain(String.join(BETWEEN, words));
        boolean isExact = known.stream().anyMatch(name -> name.isTyped(words));
        if (isExact || typed.isEmpty()) {
            return List.of();
        }
        List<DatabaseName> whole = fitting(typed, known, DatabaseName::toString);
        if (!whole.isEmpty() || !takesPart) {
            return whole;
        }
        List<DatabaseName> ofApp = fitting(typed, known, name -> name.app().value());
        return ofApp.isEmpty()
                ? fitting(typed, known, name -> name.environment().value())
                : ofApp;
    }

    private static List<DatabaseName> fitting(
            String typed, List<DatabaseName> known, Function<DatabaseName, String> text) {
        return known.stream()
                .filter(name -> plain(text.apply(name)).equals(typed))
                .toList();
    }

    /** Returns whether the words are its names as they stand, or the app's alone. */
    private boolean isTyped(List<String> words) {
        return words.equals(List.of(app.value(), environment.value())) || words.equals(List.of(app.value()));
    }

    /** A text without what people put around and between names, and without its case. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", BETWEEN)
                .replaceAll("^-|-$", "");
    }
}
