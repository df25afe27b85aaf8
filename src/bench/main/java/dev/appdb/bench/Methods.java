package dev.appdb.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.template.ClusterSettings;
import dev.appdb.aws.template.ExistingNames;
import dev.appdb.aws.template.Lifetime;
import dev.appdb.aws.template.Network;
import dev.appdb.aws.template.RoleManagerCode;
import dev.appdb.aws.template.StackTags;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.LogRetention;
import dev.appdb.request.PostgresVersion;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.PureParts;
import dev.appdb.roles.lambda.PureAnswers;
import dev.appdb.roles.lambda.RoleManagerResponses;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Benchmarks of decisions without I/O, each with its reference. JMH generates a subclass of this class. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Methods {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CheckOptions OPTIONS = new CheckOptions(false, Remedy.of("appdb roles update"));

    private final String answer = PureAnswers.checkOfAGoodDatabase();
    private final TemplateRequest request = new TemplateRequest(
            new AppName("app"),
            new EnvironmentName("dev"),
            ClusterSettings.of(PostgresVersion.DEFAULT, AuroraSettings.DEFAULT),
            new Lifetime(false, false, false, Optional.empty()),
            new Network(
                    "vpc-0123456789abcdef0",
                    "dev",
                    List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"),
                    "sg-0123456789abcdef0"),
            new RoleManagerCode(
                    "demo-123456789012-us-east-1-tf",
                    "appdb/app/dev/role-manager-0a1b2c.jar",
                    Optional.empty(),
                    Optional.empty()),
            new TreeSet<>(),
            DatabaseNames.DEFAULT,
            StackTags.standard("demo", "app", "dev", "platform-team", "https://git.example.com/demo"),
            Optional.empty(),
            Optional.empty(),
            LogRetention.DEFAULT_DAYS,
            ExistingNames.NONE);
    private final JsonNode body = StackTemplate.of(request).body();

    /** Statements that a bare database needs. */
    @Benchmark
    public List<String> diffAndSql() {
        return PureParts.statementsForABareDatabase();
    }

    /** All checks of a database that is as declared. */
    @Benchmark
    public CheckReport checks() {
        return PureParts.checksOfAGoodDatabase();
    }

    /** The function's answer to a check, read. */
    @Benchmark
    public CheckReport readAnswer() throws FailureException {
        return RoleManagerResponses.checkReport(answer, OPTIONS);
    }

    /** The least that reading it takes: its tokens. */
    @Benchmark
    public int tokensOfAnswer() throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(answer)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** The stack's template, made and written. */
    @Benchmark
    public String template() {
        return StackTemplate.of(request).minified();
    }

    /** The least that it takes: the finished tree, written. */
    @Benchmark
    public String writtenTemplate() throws IOException {
        return MAPPER.writeValueAsString(body);
    }

    /** A connection to a real server. */
    @State(Scope.Benchmark)
    public static class Server {
        private final Connection connection;

        public Server() {
            try {
                connection = TestServers.onDefault().asMaster("app");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends the connection; the server ends with the process. */
        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** The duration of one query to a server on this machine. */
    @Benchmark
    public int selectOne(Server server) throws SQLException {
        try (Statement statement = server.connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
            return row.getInt(1);
        }
    }
}
