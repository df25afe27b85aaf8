package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.List;

/**
 * Something that a statement takes away, as the losses of a plan are computed from it.
 *
 * @param of the kind of thing
 * @param from those who have it now, as the server has their names; {@link CatalogSnapshot#PUBLIC} is everybody
 * @param what the privileges, attributes, group or search path; as they stand in SQL
 * @param on the schema's name for a schema; otherwise in words, such as "database app"; empty where there is nothing to add
 */
record Taking(Of of, List<String> from, List<String> what, String on) {

    /** The kinds of things that can be taken. */
    enum Of {
        DATABASE,
        SCHEMA,
        OBJECTS,
        DEFAULTS,
        MEMBERSHIP,
        ATTRIBUTES,
        /** An attribute that keeps one of our users from logging in, which somebody may have set on purpose. */
        CLOSED_LOGIN,
        OWNERSHIP,
        SEARCH_PATH
    }

    Taking {
        from = List.copyOf(from);
        what = List.copyOf(what);
    }

    /** The flags that agree to it, as far as the catalogs tell: what roles have through PUBLIC only an update reads. */
    List<Remedy.Option> consents(Situation situation) {
        if (of == Of.SEARCH_PATH) {
            return List.of();
        }
        return from.stream()
                .filter(role -> of == Of.CLOSED_LOGIN
                        || !(role.equals(CatalogSnapshot.PUBLIC)
                                || role.equals(situation.masterName())
                                || situation.users().contains(role)))
                .map(role -> Remedy.option(of == Of.CLOSED_LOGIN ? Consent.ALLOW_LOGIN : Consent.ALLOW, role))
                .toList();
    }

    static Taking of(Of of, String from, List<String> what, String on) {
        return new Taking(of, List.of(from), what, on);
    }
}
