package dev.appdb.roles;

import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.ObjectGrants;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the role manager has to do so that the rules hold: each repair of the findings once, in an order that works.
 *
 * @param situation what it was decided from
 * @param repairs those that the role manager does itself, each with the id of the first rule that asks for it
 */
record RepairPlan(Situation situation, Map<Repair, String> repairs) {
    /** More names in one GRANT make no fewer round trips that matter, and a statement that nobody can read in a log. */
    private static final int NAMES_IN_ONE_STATEMENT = 500;

    private static final int NAMES_IN_A_SENTENCE = 5;

    static RepairPlan of(RoleSpec spec, CatalogSnapshot now) {
        Situation situation = Situation.of(spec, now);
        Map<Repair, String> repairs = new LinkedHashMap<>();
        for (Rules.Finding finding : Rules.observe(situation)) {
            finding.observation().repairs().stream()
                    .filter(Repair::isAutomatic)
                    .forEach(
                            repair -> repairs.putIfAbsent(repair, finding.rule().id()));
        }
        return new RepairPlan(situation, repairs);
    }

    /** Returns whether there is something to do in the transaction of the roles; extensions have their own. */
    boolean changesRoles() {
        return repairs.keySet().stream()
                .anyMatch(repair -> repair instanceof Statement || repair instanceof ObjectGrants);
    }

    /** Returns whether there is anything to do at all. */
    boolean isEmpty() {
        return repairs.isEmpty();
    }

    /** Returns whether something is taken away, so that it has to be found out who loses by it. */
    boolean takesAway() {
        return repairs.keySet().stream()
                .anyMatch(repair -> (repair instanceof Statement statement && statement.taking() != null)
                        || (repair instanceof ObjectGrants grants
                                && grants.rights().takesAway())
                        || (repair instanceof ExtensionSwitch extension && !extension.create()));
    }

    /** Returns whether single objects are to be granted, so that they have to be listed. */
    boolean grantsObjects() {
        return repairs.keySet().stream().anyMatch(ObjectGrants.class::isInstance);
    }

    /**
     * The declared extensions that are not as declared and may become so: first what is dropped, what others need last;
     * then what is created, what others need first.
     */
    List<ExtensionSwitch> extensions() {
        Map<String, ExtensionSwitch> all = new LinkedHashMap<>();
        for (Repair repair : repairs.keySet()) {
            if (repair instanceof ExtensionSwitch each) {
                all.put(each.name(), each);
            }
        }
        List<ExtensionSwitch> ordered = new ArrayList<>();
        for (ExtensionSwitch each : inOrderOfNeed(all)) {
            ordered.add(each.create() ? ordered.size() : 0, each);
        }
        return ordered;
    }

    /** Puts those that others require before them. */
    private Set<ExtensionSwitch> inOrderOfNeed(Map<String, ExtensionSwitch> all) {
        Set<ExtensionSwitch> ordered = new LinkedHashSet<>();
        all.keySet().forEach(name -> visit(name, all, ordered, new HashSet<>()));
        return ordered;
    }

    private void visit(String name, Map<String, ExtensionSwitch> all, Set<ExtensionSwitch> ordered, Set<String> above) {
        ExtensionSwitch each = all.get(name);
        if (each == null || !above.add(name)) {
            return;
        }
        situation
                .now()
                .extension(name)
                .ifPresent(extension -> extension.requires().forEach(required -> visit(required, all, ordered, above)));
        ordered.add(each);
    }

    /** A statement with the id of the rule that asks for it. */
    record Planned(String rule, Statement statement) {}

    /**
     * The statements of the transaction, in order of steps.
     *
     * @param ungranted the objects in the schema that lack a grant; empty where none is to be granted
     */
    List<Planned> planned(List<Ungranted> ungranted) {
        List<Planned> planned = new ArrayList<>();
        repairs.forEach((repair, rule) -> {
            if (repair instanceof Statement statement) {
                planned.add(new Planned(rule, statement));
            } else if (repair instanceof ObjectGrants grants) {
                grants(grants, ungranted).forEach(statement -> planned.add(new Planned(rule, statement)));
            }
        });
        planned.sort(Comparator.comparing(each -> each.statement().step()));
        return planned;
    }

    /** The same without the rules. */
    List<Statement> statements(List<Ungranted> ungranted) {
        return planned(ungranted).stream().map(Planned::statement).toList();
    }

    /** As few statements as there may be, however many objects lack the grant. */
    private List<Statement> grants(ObjectGrants grants, List<Ungranted> ungranted) {
        List<String> labels = ungranted.stream()
                .filter(object -> object.repair().equals(grants))
                .map(Ungranted::label)
                .toList();
        List<Statement> statements = new ArrayList<>();
        for (int from = 0; from < labels.size(); from += NAMES_IN_ONE_STATEMENT) {
            statements.add(grant(grants, labels.subList(from, Math.min(labels.size(), from + NAMES_IN_ONE_STATEMENT))));
        }
        return statements;
    }

    private Statement grant(ObjectGrants grants, List<String> labels) {
        String shown = new CatalogSnapshot.Finding(
                        labels.size(),
                        labels.stream().limit(NAMES_IN_A_SENTENCE).toList())
                .inWords();
        ObjectRights rights = grants.rights();
        String grantee = Identifier.quoted(rights.grantee());
        String objects = labels.size() + " existing " + grants.type().noun() + (labels.size() == 1 ? "" : "s");
        Step step = grants.ofMigrator() ? Step.AS_MIGRATOR : Step.SCHEMA;
        String sql = grants.sql(labels, situation.now().server().version());
        return rights.takesAway()
                ? new Statement(
                        step,
                        sql,
                        "revoked all but SELECT on " + objects + " from " + grantee + ": " + shown,
                        Taking.of(
                                Taking.Of.OBJECTS,
                                rights.grantee(),
                                List.of("privileges other than SELECT"),
                                objects + " in schema " + Identifier.quoted(grants.schema())))
                : new Statement(
                        step,
                        sql,
                        "granted " + grantee + " " + rights.granted(grants.type()) + " on " + objects + ": " + shown);
    }

    /** Those of one step. */
    static List<Statement> of(Step step, List<Statement> statements) {
        return statements.stream().filter(statement -> statement.step() == step).toList();
    }
}
