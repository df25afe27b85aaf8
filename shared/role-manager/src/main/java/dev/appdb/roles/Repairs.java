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
    static Remedy remedy(Situation situation, Observation observation, Remedy update) {
        Remedy remedy = remedy(situation, observation.repairs(), update);
        Remedy offer = remedy.isEmpty() ? remedy : Declaring.offer(observation.declarable(), update);
        if (offer.isEmpty()) {
            return remedy;
        }
        boolean isUpdate = observation.repairs().stream().allMatch(Repair::isAutomatic);
        return (isUpdate ? sentence("Run ", remedy) : remedy).and(offer);
    }

    /**
     * The remedy: the person's part where there is one, and then, where the role manager has a part of its own, the command
     * that runs {@code manage}.
     */
    private static Remedy remedy(Situation situation, List<Repair> repairs, Remedy update) {
        for (Repair repair : repairs) {
            if (repair instanceof ByHand manual) {
                return manual.remedy();
            }
        }
        List<ManualSql> statements = repairs.stream()
                .filter(ManualSql.class::isInstance)
                .map(ManualSql.class::cast)
                .toList();
        List<Repair> automatic = repairs.stream().filter(Repair::isAutomatic).toList();
        Remedy command = automatic.isEmpty() ? Remedy.NONE : agreeing(situation, automatic, update);
        if (statements.isEmpty()) {
            return command;
        }
        return command.isEmpty() ? sql(statements) : sql(statements).and(sentence("Then run ", command));
    }

    private static Remedy sentence(String words, Remedy command) {
        List<Remedy.Part> parts = new ArrayList<>(command.parts());
        parts.add(0, new Remedy.Text(words));
        parts.add(new Remedy.Text("."));
        return new Remedy(parts);
    }

    /**
     * The command with the flags without which it refuses to let a user log in again, or to take something from a role that
     * is not ours. Losses through PUBLIC are not known here: an update reads who would have them.
     */
    private static Remedy agreeing(Situation situation, List<Repair> repairs, Remedy update) {
        Set<Remedy.Option> flags = new LinkedHashSet<>();
        for (Repair repair : repairs) {
            if (repair instanceof Statement statement && statement.taking() != null) {
                statement.taking().consents(situation).forEach(flags::add);
            }
        }
        Remedy agreed = update;
        for (Remedy.Option flag : flags) {
            agreed = agreed.with(flag);
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
