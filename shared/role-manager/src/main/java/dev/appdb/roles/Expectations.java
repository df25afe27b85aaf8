package dev.appdb.roles;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is declared as expected beside the users of a database.
 *
 * @param all one for each role and schema, in their order
 */
public record Expectations(List<Expectation> all) {
    /** No role but the users is expected. */
    public static final Expectations NONE = new Expectations(List.of());

    /** @throws IllegalArgumentException if a role or schema is named twice */
    public Expectations {
        all = all.stream().sorted().toList();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).isAbout(all.get(i - 1))) {
                throw new IllegalArgumentException(
                        "\"" + all.get(i).role() + all.get(i).schema() + "\" is named twice: name it once");
            }
        }
    }

    /** The same with this one, in place of another about its role or schema. */
    public Expectations with(Expectation one) {
        return new Expectations(Stream.concat(all.stream().filter(each -> !each.isAbout(one)), Stream.of(one))
                .toList());
    }

    /** The same without what is declared about a role. */
    public Expectations withoutRole(String role) {
        return new Expectations(all.stream()
                .filter(each -> !(each.isOfRole() && each.role().equals(role)))
                .toList());
    }

    /** The same without a schema. */
    public Expectations withoutSchema(String schema) {
        return new Expectations(all.stream()
                .filter(each -> each.isOfRole() || !each.schema().equals(schema))
                .toList());
    }

    /** The same with these roles, which keep CONNECT besides whatever they may. */
    Expectations connecting(Set<String> roles) {
        Expectations more = this;
        for (String role : roles) {
            Optional<Expectation> known = more.ofRole(role);
            SortedSet<May> may = new TreeSet<>(known.map(Expectation::may).orElse(new TreeSet<>()));
            may.add(May.CONNECT);
            more = more.with(
                    Expectation.ofRole(role, may, known.map(Expectation::why).orElse("")));
        }
        return more;
    }

    /** The roles that are to have CONNECT, which an update grants them. */
    SortedSet<String> connecting() {
        return declaredTo(May.CONNECT);
    }

    /** The roles of which just this is declared, and not only something that includes it. */
    SortedSet<String> declaredTo(May what) {
        return all.stream()
                .filter(each -> each.may().contains(what))
                .map(Expectation::role)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the roles that may do something. */
    List<String> rolesThat(May what) {
        return allowing(what).map(Expectation::role).toList();
    }

    /** The names of the schemas. */
    List<String> schemas() {
        return all.stream()
                .filter(each -> !each.isOfRole())
                .map(Expectation::schema)
                .toList();
    }

    /** The roles that may do something, since it is declared or included in what is. */
    Stream<Expectation> allowing(May what) {
        return all.stream().filter(each -> what.isIn(each.may()));
    }

    Optional<Expectation> ofRole(String role) {
        return all.stream()
                .filter(each -> each.isOfRole() && each.role().equals(role))
                .findFirst();
    }

    Optional<Expectation> ofSchema(String schema) {
        return all.stream()
                .filter(each -> !each.isOfRole() && each.schema().equals(schema))
                .findFirst();
    }

    /** Minified JSON: {@code [{"role":"report","may":["connect","read"],"why":"…"},{"schema":"audit","why":"…"}]}. */
    public String toJson() {
        return ReportJson.of(this);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
