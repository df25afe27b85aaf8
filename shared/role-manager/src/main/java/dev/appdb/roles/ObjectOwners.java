package dev.appdb.roles;

import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.List;
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

    /** Returns whether the role manager makes all of them the migrator's. */
    static boolean areTakenOver(Situation situation) {
        List<Obstacle> foreign = foreign(situation);
        return !foreign.isEmpty()
                && !situation.needsMigratorsLogin()
                && OwnersSql.lacking(situation, owners(foreign)).stream()
                        .allMatch(owner -> OwnersSql.mayBorrow(situation, owner));
    }

    private static Repair takeover(Situation situation, Obstacle object) {
        String owner = Identifier.quoted(object.owner());
        String name = object.label().substring(0, object.label().length() - (" of " + owner).length());
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
            return foreign.stream().map(object -> takeover(situation, object)).toList();
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
