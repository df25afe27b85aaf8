package dev.appdb.request;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.Expectations;
import dev.appdb.roles.Monitor;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The wanted database of one environment: the only thing that a front end hands to the engine.
 *
 * @param app the application
 * @param environment the environment
 * @param target where the database lives
 * @param version the PostgreSQL major
 * @param aurora how big the cluster is, where the target has one
 * @param names the names inside the server
 * @param module the Terraform module whose backend file is written
 * @param region the AWS Region; always there for {@link Target#AWS}
 * @param serverUrl the server, for {@link Target#SERVER} and only then
 * @param extensions the declared extensions: true is enabled, false is disabled; the rest is left as it is
 * @param keepConnect the other roles that are meant to connect
 * @param expected what else is expected of roles that are not ours, and schemas that are somebody else's
 * @param monitor the role that makes a check in place of the master, on an existing server
 */
public record DatabaseRequest(
        AppName app,
        EnvironmentName environment,
        Target target,
        PostgresVersion version,
        AuroraSettings aurora,
        DatabaseNames names,
        BackendModule module,
        Optional<Region> region,
        Optional<ServerUrl> serverUrl,
        SortedMap<ExtensionName, Boolean> extensions,
        ConnectingRoles keepConnect,
        Expectations expected,
        Optional<Monitor> monitor) {
    /** The master user of a server that appdb makes. */
    public static final String DEFAULT_MASTER_USER = "postgres";

    /** @throws IllegalArgumentException if the server URL or the Region is missing for the target that needs it, or a URL is
     *     too much */
    public DatabaseRequest {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        if (target == Target.SERVER && serverUrl.isEmpty()) {
            throw new IllegalArgumentException("target server needs the server's URL (--server-url)");
        }
        if (target != Target.SERVER && serverUrl.isPresent()) {
            throw new IllegalArgumentException("a server URL goes with target server only, not with " + target);
        }
        if (target == Target.AWS && region.isEmpty()) {
            throw new IllegalArgumentException("target aws needs a Region: " + Region.WHERE_FROM);
        }
    }

    /** A request without other roles that are meant to connect, or expected. */
    public DatabaseRequest(
            AppName app,
            EnvironmentName environment,
            Target target,
            PostgresVersion version,
            AuroraSettings aurora,
            DatabaseNames names,
            BackendModule module,
            Optional<Region> region,
            Optional<ServerUrl> serverUrl,
            SortedMap<ExtensionName, Boolean> extensions) {
        this(
                app,
                environment,
                target,
                version,
                aurora,
                names,
                module,
                region,
                serverUrl,
                extensions,
                ConnectingRoles.NONE,
                Expectations.NONE,
                Optional.empty());
    }

    /** The same with these expectations instead. */
    public DatabaseRequest withExpected(Expectations others) {
        return new DatabaseRequest(
                app,
                environment,
                target,
                version,
                aurora,
                names,
                module,
                region,
                serverUrl,
                extensions,
                keepConnect,
                others,
                monitor);
    }

    /** The cluster's name, {@code <app>-<environment>}, as the reference names it. */
    public String cluster() {
        return app + "-" + environment;
    }

    /** The user that a check logs in as. */
    public String checkingUser() {
        return monitor.map(Monitor::user).orElse(masterUser());
    }

    /** The user that the role manager logs in as. */
    public String masterUser() {
        return serverUrl.map(ServerUrl::user).orElse(DEFAULT_MASTER_USER);
    }

    /** A command of appdb about this database. */
    public Remedy.Command command(Subcommand subcommand) {
        return subcommand.about(app.value(), environment.value());
    }

    /** The flags that name this database on a command line. */
    public String flags() {
        return "--app-name " + app + " --environment " + environment;
    }
}
