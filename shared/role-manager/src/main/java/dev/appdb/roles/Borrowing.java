package dev.appdb.roles;

import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Situation.MigratorAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements with which a master that may not act as the migrator, or as the owner of something that becomes the
 * migrator's, becomes able to, inside one transaction: it is never
 * committed, since on RDS a master that reaches rds_iam can no longer log in with its password.
 */
final class Borrowing {
    private Borrowing() {}

    /** Before; none where the master has the migrator's rights anyway, and those of the owners that lose something. */
    static List<String> begin(Situation situation, List<Statement> onSchema) {
        return roles(situation, onSchema).stream()
                .map(role -> OwnersSql.grant(situation, role))
                .toList();
    }

    /** Afterwards. */
    static List<String> end(Situation situation, List<Statement> onSchema) {
        return roles(situation, onSchema).stream()
                .map(role -> OwnersSql.revoke(situation, role))
                .toList();
    }

    private static List<String> roles(Situation situation, List<Statement> onSchema) {
        List<String> roles = new ArrayList<>();
        if (situation.access() == MigratorAccess.BORROWED) {
            roles.add(situation.spec().migratorUser());
        }
        roles.addAll(owners(situation, onSchema));
        return roles;
    }

    /** The roles that lose the ownership of something, and whose rights the master has not. */
    static List<String> owners(Situation situation, List<Statement> onSchema) {
        return OwnersSql.lacking(
                        situation,
                        onSchema.stream()
                                .map(Statement::taking)
                                .filter(taking -> taking != null && taking.of() == Taking.Of.OWNERSHIP)
                                .flatMap(taking -> taking.from().stream())
                                .toList())
                .stream()
                .filter(owner -> !owner.equals(situation.spec().migratorUser()))
                .toList();
    }

    /** The statement of an extension; one that may go to the application's schema needs the migrator's rights there. */
    static List<String> around(Situation situation, ExtensionSwitch extension) {
        if (!extension.schemas().contains(situation.spec().schema())) {
            return List.of(extension.sql());
        }
        return java.util.stream.Stream.of(
                        begin(situation, List.of()), List.of(extension.sql()), end(situation, List.of()))
                .flatMap(List::stream)
                .toList();
    }
}
