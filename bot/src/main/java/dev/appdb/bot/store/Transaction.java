package dev.appdb.bot.store;

import dev.appdb.engine.CheckProgress;
import dev.appdb.roles.CheckReport;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** One transaction on the bot's database, and the way to its tables. Not for use after the work has returned. */
public final class Transaction {
    private final Connection connection;
    private final Sql sql;
    private final Instant now;

    Transaction(Connection connection, Instant now) {
        this.connection = connection;
        this.sql = new Sql(connection);
        this.now = now;
    }

    /** The time of everything that this transaction writes. */
    public Instant now() {
        return now;
    }

    public Deliveries deliveries() {
        return new Deliveries(sql, now);
    }

    public Runs runs() {
        return new Runs(sql, now);
    }

    public RunResults results() {
        return new RunResults(sql, now);
    }

    public RunEventRows events() {
        return new RunEventRows(sql);
    }

    public EnvironmentConfigurations configurations() {
        return new EnvironmentConfigurations(sql, now);
    }

    public EnvironmentDatabases databases() {
        return new EnvironmentDatabases(sql, now);
    }

    public Locks locks() {
        return new Locks(sql, now);
    }

    public Approvals approvals() {
        return new Approvals(sql, now);
    }

    public Mutes mutes() {
        return new Mutes(sql, now);
    }

    public Freezes freezes() {
        return new Freezes(sql, now);
    }

    public CheckStates checkStates() {
        return new CheckStates(sql, now);
    }

    /** The difference of a check that was just made from those before it, which is kept for the next one. */
    public CheckProgress progress(EnvironmentKey environment, CheckReport report) {
        return new StoredCheckHistory(sql)
                .after(environment.app().value(), environment.environment().value(), report, now);
    }

    /** The time of the last check, by a schedule or by a person. */
    public Optional<Instant> lastChecked(EnvironmentKey environment) {
        return new StoredCheckHistory(sql)
                .last(environment.app().value(), environment.environment().value());
    }

    public Messages messages() {
        return new Messages(sql, now);
    }

    public Paces paces() {
        return new Paces(sql, now);
    }

    public AuditLog audit() {
        return new AuditLog(sql, now);
    }

    /** The chain of hashes over the audit log. */
    public AuditChain auditChain() {
        return new AuditChain(sql);
    }

    public UserNames names() {
        return new UserNames(sql);
    }

    public Queue queue() {
        return new Queue(sql, now);
    }

    public WakeUps wakeUps() {
        return new WakeUps(sql, now);
    }

    /** This transaction's connection for whoever needs a data source; closing what it hands out does nothing. */
    public DataSource dataSource() {
        return new OneConnection(connection);
    }
}
