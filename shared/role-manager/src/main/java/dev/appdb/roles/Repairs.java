package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several repairs of one finding, as a reader sees them. */
final class Repairs {
    private Repairs() {}

    /** The remedy of a finding, with the way to declare it as expected where it could be meant. */
    static Remedy remedy(Observation observation, Remedy update) {
        Remedy remedy = remedy(observation.repairs(), update);
        Remedy offer = remedy.isEmpty() ? remedy : Declaring.offer(observation.declarable(), update);
        if (offer.isEmpty()) {
            return remedy;
        }
        boolean isUpdate = remedy.equals(update) && update.parts().size() == 1;
        return (isUpdate ? Remedy.of("Run {}.", update.parts().get(0)) : remedy).and(offer);
    }

    /**
     * The remedy: the person's part where there is one, since it stays when the role manager has done its own; otherwise
     * the command that runs {@code manage}.
     */
    static Remedy remedy(List<Repair> repairs, Remedy update) {
        for (Repair repair : repairs) {
            if (repair instanceof ByHand manual) {
                return manual.remedy();
            }
        }
        List<ManualSql> statements = repairs.stream()
                .filter(ManualSql.class::isInstance)
                .map(ManualSql.class::cast)
                .toList();
        if (!statements.isEmpty()) {
            return sql(statements);
        }
        return repairs.isEmpty() ? Remedy.NONE : agreeing(repairs, update);
    }

    /** The command with the flags without which it refuses to let a user log in again. */
    private static Remedy agreeing(List<Repair> repairs, Remedy update) {
        Remedy agreed = update;
        for (Repair repair : repairs) {
            if (repair instanceof Statement statement
                    && statement.taking() != null
                    && statement.taking().of() == Taking.Of.CLOSED_LOGIN) {
                for (String user : statement.taking().from()) {
                    agreed = agreed.with(Remedy.option(Consent.ALLOW_LOGIN, user));
                }
            }
        }
        return agreed;
    }

    private static Remedy sql(List<ManualSql> statements) {
        Map<String, Set<String>> byRole = new LinkedHashMap<>();
        statements.forEach(each -> byRole.computeIfAbsent(each.role(), role -> new LinkedHashSet<>())
                .add(each.sql()));
        List<Remedy> remedies = new ArrayList<>();
        byRole.forEach((role, sql) -> remedies.add(Remedy.sql(role, String.join(" ", sql))));
        return Remedy.all(remedies);
    }
}
