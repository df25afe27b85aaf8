package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.AdoptedDatabase;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.Remedy;
import dev.appdb.request.Adoption;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings about a database of somebody else: what a role manager beside it needs. */
final class AdoptionFindings {
    private static final String SUBJECT = "adopted database";

    private AdoptionFindings() {}

    /**
     * The findings about it.
     *
     * @param database as RDS reports it; empty where there is none of that name
     * @param others the names of the databases that are there; only of use where there is none of that name
     */
    static List<Finding> of(DatabaseRequest request, Optional<AdoptedDatabase> database, List<String> others) {
        if (database.isEmpty()) {
            return List.of(Finding.problem(
                    SUBJECT,
                    "there is no cluster or instance "
                            + DatabaseStack.of(request).database() + " in "
                            + AwsContext.region(request)
                            + (others.isEmpty()
                                    ? ", and no other one of PostgreSQL"
                                    : "; those of PostgreSQL are " + String.join(", ", others)),
                    "Name the one that is meant with {--cluster}, or check account and Region."));
        }
        return of(request, database.get());
    }

    private static List<Finding> of(DatabaseRequest request, AdoptedDatabase database) {
        String what = database.kind() + " " + database.name();
        if (database.memberOf().isPresent()) {
            return List.of(Finding.problem(
                    SUBJECT,
                    what + " is one of cluster " + database.memberOf().get(),
                    "Name the cluster: {--cluster " + database.memberOf().get() + "}."));
        } else if (!database.engine().contains("postgres")) {
            return List.of(Finding.problem(
                    SUBJECT, what + " runs " + database.engine(), "Name one of PostgreSQL with {--cluster}."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(ClusterFindings.of(
                database.name(),
                database.kind(),
                AwsContext.region(request),
                database.facts().status()));
        secret(request, database, what).ifPresent(findings::add);
        if (!database.iamAuthentication()) {
            findings.add(Finding.problem(
                    "IAM authentication",
                    what + " does not take tokens of IAM, the only way in which the users "
                            + String.join(
                                    " and ",
                                    request.names().appUser(),
                                    request.names().migratorUser())
                            + " log in, since they have no passwords",
                    Remedy.of(
                            "Its owner turns it on, without a restart and without an effect on users with passwords: {}; in"
                                    + " Terraform {}.",
                            Remedy.shell("aws rds modify-db-" + database.kind() + " --db-" + database.kind()
                                    + "-identifier " + database.name() + " --enable-iam-database-authentication"
                                    + " --apply-immediately --region " + AwsContext.region(request)),
                            new Remedy.Text("iam_database_authentication_enabled = true"))));
        }
        database.facts()
                .masterUser()
                .filter(request.names().spec().users()::contains)
                .ifPresent(master -> findings.add(Finding.problem(
                        SUBJECT,
                        "the master user of " + what + " is " + master + ", as one of the application's users",
                        "Give that user another name with {--app-user} or {--migrator-user}.")));
        return findings;
    }

    private static Optional<Finding> secret(DatabaseRequest request, AdoptedDatabase database, String what) {
        boolean isKnown =
                request.aurora().adopted().flatMap(Adoption::masterSecret).isPresent()
                        || database.facts().masterSecret().isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        "master secret",
                        "RDS manages no master password of " + what + ", so there is none that the role manager could"
                                + " read",
                        Remedy.of(
                                "Give the secret that holds it, as JSON with a password, with {}; or its owner has RDS"
                                        + " manage it: {}.",
                                Remedy.option("--master-secret", "ARN"),
                                Remedy.shell("aws rds modify-db-" + database.kind() + " --db-" + database.kind()
                                        + "-identifier " + database.name() + " --manage-master-user-password --region "
                                        + AwsContext.region(request)))));
    }
}
