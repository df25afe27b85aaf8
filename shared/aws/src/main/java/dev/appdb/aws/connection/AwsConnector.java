package dev.appdb.aws.connection;

import dev.appdb.aws.account.AccountCheck;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ActualDatabase;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.lambda.JarContents;
import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.ConnectionPassword;
import dev.appdb.engine.Connector;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Adoption;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * Connects a person to the cluster: over TLS with the server's name verified, with an IAM token that is valid for 15
 * minutes, or as the master user with the password that RDS manages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.Connecting.AWSCLI.PostgreSQL.html">AWS:
 *     psql with IAM</a>
 */
public final class AwsConnector implements Connector {
    /**
     * A paused cluster takes up to 30 s to resume; without a limit, psql would hang where the network drops packets.
     */
    private static final String CONNECT_TIMEOUT_SECONDS = "60";

    private final AwsContext context;

    public AwsConnector(AwsContext context) {
        this.context = context;
    }

    @Override
    public ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException {
        new AccountCheck(context).require(request);
        String what = "could not connect to " + request.cluster();
        ClusterFacts cluster = new ClusterLookUp(context.clients(request).rds())
                .find(request)
                .orElseThrow(() -> Failure.failed(
                                "no-cluster",
                                what,
                                "there is no cluster of that name in " + AwsContext.region(request),
                                Remedy.of("Deploy it with {}, or check the Region.", request.command(Subcommand.SETUP)))
                        .asException());
        String host = cluster.endpoint()
                .orElseThrow(() -> Failure.failed(
                                "no-endpoint",
                                what,
                                "the cluster has no endpoint yet: it is " + cluster.status(),
                                Remedy.of("Wait until {} shows one.", request.command(Subcommand.STATUS)))
                        .asException());
        ConnectionPassword password = user.equals(TemplateRequest.MASTER_USER)
                ? masterPassword(request, cluster)
                : token(request, host, cluster.port(), user);
        ActualDatabase actual = ActualDatabase.of(request, cluster);
        return new ConnectionParameters(
                host,
                cluster.port(),
                actual.name(),
                user.equals(TemplateRequest.MASTER_USER) ? actual.master() : user,
                libpq(request),
                Optional.of(password));
    }

    /** @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">PostgreSQL: TLS of libpq</a> */
    private SortedMap<String, String> libpq(DatabaseRequest request) throws FailureException {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("PGSSLMODE", "verify-full");
        environment.put("PGCONNECT_TIMEOUT", CONNECT_TIMEOUT_SECONDS);
        if (context.clients(request).variable("PGSSLROOTCERT").isEmpty()) {
            authorities().ifPresent(file -> environment.put("PGSSLROOTCERT", file.toString()));
        }
        return environment;
    }

    private Optional<Path> authorities() throws FailureException {
        Optional<Path> jar = context.settings().roleManagerJar();
        Path folder = context.project().directory().resolve(".appdb").resolve("aws");
        try {
            return jar.isEmpty() ? Optional.empty() : JarContents.authorities(jar.get(), folder);
        } catch (IOException e) {
            throw Failure.failed(
                            "authorities-not-written",
                            "could not write the certificates of the RDS authorities",
                            folder + " is not writable",
                            "Make it writable, or set PGSSLROOTCERT to AWS's global-bundle.pem.")
                    .asException(e);
        }
    }

    private ConnectionPassword token(DatabaseRequest request, String host, int port, String user)
            throws FailureException {
        AwsClients clients = context.clients(request);
        RdsUtilities utilities = RdsUtilities.builder()
                .region(software.amazon.awssdk.regions.Region.of(
                        AwsContext.region(request).value()))
                .credentialsProvider(clients.credentials())
                .build();
        return ConnectionPassword.fetched(
                PasswordCommands.tokenCommand(host, port, user, AwsContext.region(request)),
                () -> AwsCall.make(
                        "could not sign a token for " + user,
                        () -> utilities.generateAuthenticationToken(
                                ask -> ask.hostname(host).port(port).username(user))));
    }

    private static ConnectionPassword masterPassword(DatabaseRequest request, ClusterFacts cluster)
            throws FailureException {
        Optional<String> given =
                request.aurora().adopted().flatMap(Adoption::masterSecret).map(Arn::value);
        String secret = given.or(cluster::masterSecret)
                .orElseThrow(() -> Failure.failed(
                                "no-master-secret",
                                "could not connect to " + request.cluster() + " as the master",
                                "RDS does not manage its master password in Secrets Manager",
                                "Connect as app or migrator, or use psql with the password.")
                        .asException());
        return ConnectionPassword.printedBy(PasswordCommands.secretCommand(secret, AwsContext.region(request)));
    }
}
