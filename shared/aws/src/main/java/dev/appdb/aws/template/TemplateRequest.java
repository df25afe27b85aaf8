package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The inputs of the template.
 *
 * @param app the application
 * @param environment the environment
 * @param settings the size and version of the cluster
 * @param lifetime the intended lifetime
 * @param network the network of the cluster
 * @param code the role manager's jar
 * @param extensions the extensions that are switched on, or that may still be installed; some need a setting of the
 *     server
 * @param names the names inside the server; two of them become part of IAM policies
 * @param tags the tags of all resources
 * @param alarmTopic the SNS topic that alarms are sent to; without one they only show in CloudWatch
 * @param permissionsBoundary the policy that bounds the roles, where an account asks for one
 * @param logRetentionDays how long CloudWatch keeps the logs
 * @param existing the names that are taken in the account
 */
public record TemplateRequest(
        AppName app,
        EnvironmentName environment,
        ClusterSettings settings,
        Lifetime lifetime,
        Network network,
        RoleManagerCode code,
        SortedSet<ExtensionName> extensions,
        DatabaseNames names,
        StackTags tags,
        Optional<Arn> alarmTopic,
        Optional<Arn> permissionsBoundary,
        int logRetentionDays,
        ExistingNames existing) {

    /** The port of the database. */
    public static final int PORT = 5432;

    /** The master user, as RDS calls it by default. */
    public static final String MASTER_USER = "postgres";

    /** The longest name of a cluster: the backup vault's name has 50 characters at most, 16 of which are its suffix. */
    public static final int LONGEST_CLUSTER_NAME = 34;

    // A name in an IAM policy is a pattern there, so none of its wildcards or variables may be in it; and RDS takes no
    // other name for a database. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final Duration COLD_START_AND_LONGEST_STATEMENT = Duration.ofSeconds(90);
    private static final Duration RESUME = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException naming everything that AWS would refuse */
    public TemplateRequest {
        extensions = Collections.unmodifiableSortedSet(new TreeSet<>(extensions));
        String cluster = app + "-" + environment;
        plainNames(names)
                .unless(
                        cluster.length() <= LONGEST_CLUSTER_NAME,
                        "app name and environment make the cluster's name \"" + cluster + "\" with " + cluster.length()
                                + " characters: shorten them to " + LONGEST_CLUSTER_NAME
                                + ", since the backup vault's name is built on it and has 50 at most")
                .refuse("database on AWS");
    }

    /** The problems with names that become part of IAM policies. */
    static Problems plainNames(DatabaseNames names) {
        Problems problems = new Problems();
        for (String reader : names.readers()) {
            problems.unless(isPlain(reader), notPlain("reader", reader));
        }
        return problems.unless(isPlain(names.database()), notPlain("database", names.database()))
                .unless(isPlain(names.appUser()), notPlain("app user", names.appUser()))
                .unless(isPlain(names.migratorUser()), notPlain("migrator user", names.migratorUser()))
                .unless(
                        !names.spec().users().contains(MASTER_USER),
                        "the user " + MASTER_USER + " is the master user; choose another name");
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    private static String notPlain(String what, String name) {
        return what + " \"" + name
                + "\": on AWS use lowercase letters, digits and underscores, and begin with a letter";
    }

    /** The cluster's name, {@code <app>-<environment>}, which all other names are built on. */
    public String cluster() {
        return app + "-" + environment;
    }

    /** The log group to which RDS exports the PostgreSQL log of a cluster; RDS gives the name. */
    public static String databaseLog(String cluster) {
        return "/aws/rds/cluster/" + cluster + "/postgresql";
    }

    /** The name of the backup vault, which outlives the stack. */
    public String vaultName() {
        return cluster() + "-db-backup-vault";
    }

    /**
     * The timeout of one invocation of the role manager: a cold start plus its longest statement, so that it can report
     * itself what was slow; and for a cluster that pauses, the resume, which takes 15 s, or 30 s or more after a day.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
     *     resuming</a>
     */
    public Duration roleManagerTimeout() {
        return roleManagerTimeout(settings.pauses());
    }

    static Duration roleManagerTimeout(boolean pauses) {
        return pauses ? COLD_START_AND_LONGEST_STATEMENT.plus(RESUME) : COLD_START_AND_LONGEST_STATEMENT;
    }
}
