package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that holds for a healthy database, how it is observed, and how it is repaired. The ids are stable: they stand
 * in reports, alarms and run books.
 */
public final class Rule {
    private final String id;
    private final Severity severity;
    private final String title;
    private final RepairSummary repair;
    private final Evidence evidence;
    private final Observer observer;

    Rule(String id, Severity severity, String title, RepairSummary repair, Observer observer) {
        this(id, severity, title, repair, Evidence.CATALOGS, observer);
    }

    Rule(String id, Severity severity, String title, RepairSummary repair, Evidence evidence, Observer observer) {
        this.id = id;
        this.severity = severity;
        this.title = title;
        this.repair = repair;
        this.evidence = evidence;
        this.observer = observer;
    }

    /** Looks at one situation, and says for each subject what it found. */
    @FunctionalInterface
    interface Observer {
        List<Observation> in(Situation situation);
    }

    /** The same for one user. */
    @FunctionalInterface
    interface OfUser {
        Observation in(Situation situation, String user);
    }

    /** The same for the only subject. */
    @FunctionalInterface
    interface OfOne {
        Observation in(Situation situation);
    }

    static Observer one(OfOne observer) {
        return situation -> List.of(observer.in(situation));
    }

    /** For each of the application's schemas. */
    static Observer eachSchema(OfOne observer) {
        return situation -> situation.ofEachSchema().stream().map(observer::in).toList();
    }

    /** For each user. */
    static Observer eachUser(OfUser observer) {
        return situation -> {
            List<Observation> observations = new ArrayList<>();
            situation.users().forEach(user -> observations.add(observer.in(situation, user)));
            return observations;
        };
    }

    /** For each user; one that does not exist can't be looked at. */
    static Observer eachExistingUser(OfUser observer) {
        return eachUser((situation, user) ->
                situation.now().hasRole(user) ? observer.in(situation, user) : UserRules.missing(situation, user));
    }

    /** Such as R04. */
    public String id() {
        return id;
    }

    /** The weight of a failure. */
    public Severity severity() {
        return severity;
    }

    /** The thing that holds for a healthy database, as a sentence without its stop. */
    public String title() {
        return title;
    }

    /** The consequences where it does not hold, and whom they concern: a sentence. */
    public String impact() {
        return RuleImpacts.of(id);
    }

    /** The one who repairs it, and how. */
    public RepairSummary repair() {
        return repair;
    }

    /** The source of its findings. */
    public Evidence evidence() {
        return evidence;
    }

    List<Observation> observe(Situation situation) {
        return observer.in(situation);
    }

    /** The finding as the reports have it. */
    Check check(Situation situation, Observation observation, Remedy update) {
        return new Check(
                id,
                observation.weight() == null ? severity : observation.weight(),
                observation.subject(),
                observation.status(),
                observation.found(),
                Repairs.remedy(situation, observation, update),
                observation.cause(),
                observation.accepted());
    }

    @Override
    public String toString() {
        return id + " " + title;
    }
}
