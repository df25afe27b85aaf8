package dev.appdb.aws.account;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Sleeper;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The project, settings, clients, clock and sleeper that the parts of the target share. */
public final class AwsContext {
    private final Project project;
    private final AwsSettings settings;
    private final Function<Region, AwsClients> newClients;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Map<Region, AwsClients> clients = new ConcurrentHashMap<>();

    public AwsContext(
            Project project,
            AwsSettings settings,
            Function<Region, AwsClients> newClients,
            Clock clock,
            Sleeper sleeper) {
        this.project = project;
        this.settings = settings;
        this.newClients = newClients;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    public Project project() {
        return project;
    }

    public AwsSettings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    public Waiter waiter() {
        return new Waiter(sleeper);
    }

    /** @throws FailureException naming all settings of the SDK that are not valid */
    public AwsClients clients(DatabaseRequest request) throws FailureException {
        AwsClients found = clients.computeIfAbsent(region(request), newClients);
        found.requireSettings();
        return found;
    }

    public static Region region(DatabaseRequest request) {
        return request.region().orElseThrow(() -> new IllegalArgumentException("a request for AWS has a Region"));
    }
}
