package dev.appdb.project;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Comparator;

/** An environment of an app whose settings the project remembers. */
public record KnownEnvironment(AppName app, EnvironmentName environment) implements Comparable<KnownEnvironment> {
    private static final Comparator<KnownEnvironment> BY_APP = Comparator.comparing(KnownEnvironment::app)
            .thenComparing(known -> known.environment().value());

    @Override
    public int compareTo(KnownEnvironment other) {
        return BY_APP.compare(this, other);
    }

    /** The name that its database goes by, such as {@code shop-dev}. */
    @Override
    public String toString() {
        return app + "-" + environment;
    }
}
