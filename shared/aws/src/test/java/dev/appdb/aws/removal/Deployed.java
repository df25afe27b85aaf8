package dev.appdb.aws.removal;

import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.removal.RemovalFacts.Attachment;
import dev.appdb.aws.removal.RemovalFacts.Item;
import dev.appdb.aws.removal.RemovalFacts.Rule;
import dev.appdb.aws.stack.StackState;
import dev.appdb.aws.template.StackResource;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The facts about a deployed database; a test changes single fields. */
public final class Deployed {
    static final String STACK_ID = "arn:aws:cloudformation:us-east-1:123456789012:stack/appdb-app-dev/0a1b";
    static final String APP_POLICY = "arn:aws:iam::123456789012:policy/app-dev-app-access";

    Optional<String> stackId = Optional.of(STACK_ID);
    boolean terminationProtected;
    final List<Item> items = new ArrayList<>();
    Optional<ClusterFacts> cluster = Optional.of(cluster("available", true, "app-dev-primary"));
    final List<Attachment> attachments = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    Optional<Integer> recoveryPoints = Optional.of(0);
    boolean deleteBackups;

    /** With the cluster, its instance, the key and the vault in the stack. */
    static Deployed whole() {
        Deployed deployed = new Deployed();
        deployed.item(StackResource.DATABASE_CLUSTER, "app-dev", "Snapshot");
        deployed.item(StackResource.PRIMARY_INSTANCE, "app-dev-primary", "Delete");
        deployed.item(StackResource.DATABASE_KEY, "key-1", "RetainExceptOnCreate");
        deployed.item(StackResource.BACKUP_VAULT, "app-dev-db-backup-vault", "RetainExceptOnCreate");
        return deployed;
    }

    static Deployed nothing() {
        Deployed nothing = new Deployed();
        nothing.stackId = Optional.empty();
        nothing.cluster = Optional.empty();
        nothing.recoveryPoints = Optional.empty();
        return nothing;
    }

    Deployed item(StackResource resource, String physicalId, String deletionPolicy) {
        items.removeIf(item -> item.logicalId().equals(resource.logicalId()));
        items.add(new Item(resource.logicalId(), resource.type(), physicalId, deletionPolicy));
        return this;
    }

    RemovalFacts facts() {
        return new RemovalFacts(
                stackId,
                stackId.map(id -> StackState.UPDATE_COMPLETE),
                terminationProtected,
                items,
                cluster,
                attachments,
                rules,
                recoveryPoints,
                deleteBackups);
    }

    /** Of 0.5 to 4 ACU. */
    public static ClusterFacts cluster(String status, boolean deletionProtection, String... members) {
        return new ClusterFacts(
                status,
                "16.6",
                Optional.of("app-dev.cluster-1.us-east-1.rds.amazonaws.com"),
                Optional.empty(),
                5432,
                Optional.of(0.5),
                Optional.of(4.0),
                OptionalInt.empty(),
                deletionProtection,
                List.of(members),
                Optional.empty(),
                Optional.of("app"),
                Optional.of("postgres"));
    }

    public static DatabaseRequest request(boolean temporary) {
        return new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.AWS,
                PostgresVersion.DEFAULT,
                new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), temporary),
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.of(new Region("us-east-1")),
                Optional.empty(),
                new TreeMap<>());
    }
}
