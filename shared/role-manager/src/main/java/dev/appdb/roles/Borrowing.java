package dev.appdb.roles;

import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Situation.MigratorAccess;
import java.util.List;

/**
 * The statements with which a master that may not act as the migrator becomes able to, inside one transaction: it is never
 * committed, since on RDS a master that reaches rds_iam can no longer log in with its password.
 */
final class Borrowing {
    private Borrowing() {}

    /** Before; none where the master has the migrator's rights anyway. */
    static List<String> begin(Situation situation) {
        String options = situation.now().server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "";
        return situation.access() == MigratorAccess.BORROWED
                ? List.of("GRANT " + situation.migrator() + " TO " + situation.master() + options)
                : List.of();
    }

    /** Afterwards. */
    static List<String> end(Situation situation) {
        return situation.access() == MigratorAccess.BORROWED
                ? List.of("REVOKE " + situation.migrator() + " FROM " + situation.master())
                : List.of();
    }

    /** The statement of an extension; one that may go to the application's schema needs the migrator's rights there. */
    static List<String> around(Situation situation, ExtensionSwitch extension) {
        if (!extension.schemas().contains(situation.spec().schema())) {
            return List.of(extension.sql());
        }
        return java.util.stream.Stream.of(begin(situation), List.of(extension.sql()), end(situation))
                .flatMap(List::stream)
                .toList();
    }
}
