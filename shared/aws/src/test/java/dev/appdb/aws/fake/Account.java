package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One AWS account in one region: what exists, who calls, what is forbidden. Its monitor guards all of it. */
public final class Account {
    /** AWS's own example account. */
    public static final String ID = "123456789012";

    static final String PARTITION = "aws";

    private final String region;
    private final FakeClock clock = new FakeClock();
    private final InstanceEvents events = new InstanceEvents(this);
    private final Credentials credentials = new Credentials();
    private final Map<String, LiveResource> resources = new LinkedHashMap<>();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Set<String>> attachments = new HashMap<>();
    private final Map<String, Integer> recoveryPoints = new HashMap<>();
    private final Map<String, String> functionCode = new HashMap<>();
    private final Set<String> snapshots = new LinkedHashSet<>();
    private final Set<String> optedOut = new HashSet<>();
    private int made;

    public Account(String region) {
        this.region = region;
    }

    public String region() {
        return region;
    }

    public FakeClock clock() {
        return clock;
    }

    /** The caller's credentials and permissions. */
    public Credentials credentials() {
        return credentials;
    }

    /** The events of RDS instances, and their pauses. */
    public InstanceEvents events() {
        return events;
    }

    /** Creates a resource outside any stack. */
    public LiveResource add(String type, String physicalId, String properties) {
        return add(type, physicalId, Json.object(properties), Map.of());
    }

    /**
     * Creates a cluster or an instance outside any stack of appdb, as another tool does: with its address, its ids and, where
     * RDS manages the master's password, its secret.
     */
    public LiveResource addDatabase(String type, String physicalId, String properties) {
        return make(ResourceType.of(type), physicalId, Json.object(properties));
    }

    LiveResource make(ResourceType type, String physicalId, ObjectNode properties) {
        Map<String, String> attributes = new HashMap<>(Attributes.of(this, type, physicalId, properties));
        if (attributes.containsKey("MasterUserSecret.SecretArn")) {
            secret(
                    attributes.getOrDefault("MasterUserSecret.SecretArn", ""),
                    "{\"username\":\"" + properties.path("MasterUsername").asText() + "\",\"password\":\"secret-"
                            + freshId(12) + "\"}");
        }
        return add(type.name(), physicalId, properties, attributes);
    }

    synchronized LiveResource add(
            String type, String physicalId, ObjectNode properties, Map<String, String> attributes) {
        LiveResource resource = new LiveResource(type, physicalId, properties.deepCopy(), attributes, clock.instant());
        resources.put(key(type, physicalId), resource);
        return resource;
    }

    public synchronized Optional<LiveResource> find(String type, String physicalId) {
        return Optional.ofNullable(resources.get(key(type, physicalId)));
    }

    public synchronized List<LiveResource> all(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** Everything that exists, in the order in which it was made. */
    public synchronized List<LiveResource> all() {
        return List.copyOf(resources.values());
    }

    /** Deletes a resource outside CloudFormation. */
    public synchronized void remove(String type, String physicalId) {
        resources.remove(key(type, physicalId));
    }

    /** A bucket, made on first use. */
    public synchronized Bucket bucket(String name) {
        return buckets.computeIfAbsent(name, Bucket::new);
    }

    synchronized Optional<Bucket> findBucket(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** Sets a secret's text, such as {@code {"username":"postgres","password":"…"}}. */
    public synchronized void secret(String arn, String text) {
        secrets.put(arn, text);
    }

    /** A secret's text, by ARN or name. */
    public synchronized Optional<String> secret(String id) {
        return secrets.entrySet().stream()
                .filter(secret -> secret.getKey().equals(id)
                        || Arns.secretName(secret.getKey()).equals(id))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    synchronized void dropSecret(String arn) {
        secrets.remove(arn);
    }

    /** Attaches a policy to a role that no stack of ours has made, such as the service's. */
    public synchronized void attach(String policyArn, String roleName) {
        attachments.computeIfAbsent(policyArn, all -> new LinkedHashSet<>()).add(roleName);
    }

    public synchronized void detach(String policyArn, String roleName) {
        attachments.getOrDefault(policyArn, new LinkedHashSet<>()).remove(roleName);
    }

    synchronized Set<String> attachedTo(String policyArn) {
        return Set.copyOf(attachments.getOrDefault(policyArn, Set.of()));
    }

    /** Sets the number of recovery points in a backup vault; a vault that has any cannot be deleted. */
    public synchronized void recoveryPoints(String vault, int count) {
        recoveryPoints.put(vault, count);
    }

    synchronized int recoveryPoints(String vault) {
        return recoveryPoints.getOrDefault(vault, 0);
    }

    /** Has AWS Backup make no backups of a type, such as {@code Aurora}. */
    public synchronized void optOutOfBackups(String type) {
        optedOut.add(type);
    }

    synchronized boolean isBackedUp(String type) {
        return !optedOut.contains(type);
    }

    /** The final snapshots that deletions have left, as {@code type/physical id}. */
    public synchronized Set<String> snapshots() {
        return Set.copyOf(snapshots);
    }

    synchronized void snapshot(LiveResource resource) {
        snapshots.add(resource.type() + "/" + resource.physicalId());
    }

    /** Gives a function its deployment package. */
    public synchronized void functionCode(String function, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            functionCode.put(function, Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SHA-256 of a function's deployment package, in Base64. */
    synchronized String functionCode(String function) {
        return functionCode.getOrDefault(function, "");
    }

    /** A unique id in hexadecimal digits, the same in every run. */
    synchronized String freshId(int digits) {
        long mixed = ++made * 0x9E3779B97F4A7C15L;
        return "%016x%016x".formatted(mixed, Long.rotateLeft(mixed, 29)).substring(0, digits);
    }

    private static String key(String type, String physicalId) {
        return type + "/" + physicalId;
    }
}
