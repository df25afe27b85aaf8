package dev.appdb.roles;

import dev.appdb.roles.ObjectRights.Extent;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The objects of a schema that are not the migrator's, such as those that the master or a former developer created: the role
 * manager makes them the migrator's where the master has the owners' rights, or may grant itself them.
 */
final class ObjectOwners {
    private ObjectOwners() {}

    private static List<Obstacle> foreign(Situation situation) {
        return situation.now().obstacles().stream()
                .filter(obstacle -> obstacle.kind().equals("foreign object")
                        && obstacle.schema().equals(situation.schemaName()))
                .toList();
    }

    /** The owners that are not the migrator. */
    static Set<String> owners(Situation situation) {
        return owners(foreign(situation));
    }

    private static Set<String> owners(List<Obstacle> foreign) {
        return foreign.stream().map(Obstacle::owner).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether the role manager makes all of them the migrator's, which in another's schema it can't. */
    static boolean areTakenOver(Situation situation) {
        List<Obstacle> foreign = foreign(situation);
        return !foreign.isEmpty()
                && !situation.needsMigratorsLogin()
                && SchemaRules.isAttainable(situation)
                && OwnersSql.lacking(situation, owners(foreign)).stream()
                        .allMatch(owner -> OwnersSql.mayBorrow(situation, owner));
    }

    /** A user of ours that owned it keeps the rights that it is to have. */
    private static List<Repair> takeover(Situation situation, Obstacle object) {
        Repair change = changeOfOwner(situation, object);
        Optional<ObjectRights> rights = rightsOf(situation, object.owner());
        Optional<ObjectType> type = Arrays.stream(ObjectType.values())
                .filter(each -> object.label().startsWith(each.keyword().toLowerCase(Locale.ROOT) + " "))
                .findFirst();
        if (rights.isEmpty() || type.isEmpty()) {
            return List.of(change);
        }
        String name = name(object);
        String label = name.substring(name.indexOf(' ') + 1);
        return List.of(
                change,
                new Statement(
                        Step.SCHEMA,
                        rights.get().sql(type.get(), type.get().keyword() + " " + label, 0),
                        "granted " + Identifier.quoted(object.owner()) + " "
                                + rights.get().granted(type.get()) + " on " + name));
    }

    private static Optional<ObjectRights> rightsOf(Situation situation, String owner) {
        RoleSpec spec = situation.spec();
        if (owner.equals(spec.appUser())) {
            return Optional.of(new ObjectRights(spec.isDmlOnly() ? Extent.DML : Extent.ALL, owner));
        }
        return spec.readers().contains(owner) ? Optional.of(new ObjectRights(Extent.SELECT, owner)) : Optional.empty();
    }

    private static String name(Obstacle object) {
        String suffix = " of " + Identifier.quoted(object.owner());
        return object.label().substring(0, object.label().length() - suffix.length());
    }

    private static Repair changeOfOwner(Situation situation, Obstacle object) {
        String owner = Identifier.quoted(object.owner());
        String name = name(object);
        return new Statement(
                Step.SCHEMA,
                object.statement(),
                "changed the owner of " + name + " from " + owner + " to " + situation.migrator(),
                Taking.of(Taking.Of.OWNERSHIP, object.owner(), List.of("ownership"), name));
    }

    /** One for each object, however many there are; by a person, one statement for all. */
    static List<Repair> repairs(Situation situation) {
        List<Obstacle> foreign = foreign(situation);
        if (areTakenOver(situation)) {
            return foreign.stream()
                    .flatMap(object -> takeover(situation, object).stream())
                    .toList();
        }
        Set<String> roles = owners(foreign);
        roles.add(situation.spec().migratorUser());
        return List.of(OwnersSql.of(
                situation,
                roles,
                foreign.stream().map(object -> object.statement() + ";").collect(Collectors.joining(" ")),
                ManualSql.LEFT_TO_PEOPLE));
    }
}
