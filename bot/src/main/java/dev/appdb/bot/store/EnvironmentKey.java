package dev.appdb.bot.store;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;

/** The key of a database: one environment of one application. */
public record EnvironmentKey(AppName app, EnvironmentName environment) {

    /** @throws IllegalArgumentException if a name is not valid, saying how to name it */
    public static EnvironmentKey of(String app, String environment) {
        return new EnvironmentKey(new AppName(app), new EnvironmentName(environment));
    }

    /** Reads what {@link #toString} gives. */
    static EnvironmentKey read(String text) {
        int space = text.indexOf(' ');
        return of(text.substring(0, space), text.substring(space + 1));
    }

    /** The text for a person: {@code app dev}. */
    @Override
    public String toString() {
        return app + " " + environment;
    }
}
