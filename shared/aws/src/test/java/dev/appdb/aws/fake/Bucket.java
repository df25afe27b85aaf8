package dev.appdb.aws.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One S3 bucket, with versions or without. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">AWS: versions of
 *     objects</a>
 */
public final class Bucket {
    /** The version of what was stored while the bucket kept none. */
    static final String NO_VERSION = "null";

    private final String name;
    private final Map<String, List<StoredObject>> versions = new TreeMap<>();
    private boolean keepsVersions;
    private boolean everKeptVersions;
    private int stored;

    Bucket(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Turns versioning on, or suspends it. */
    public synchronized void keepVersions(boolean on) {
        keepsVersions = on;
        everKeptVersions |= on;
    }

    public synchronized Set<String> keys() {
        return versions.keySet().stream().filter(key -> find(key).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /** The current version. */
    public synchronized Optional<StoredObject> find(String key) {
        List<StoredObject> all = all(key);
        return all.isEmpty() || all.get(all.size() - 1).isDeleted()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1));
    }

    /** A version of an object; a mark of its deletion, too. */
    synchronized Optional<StoredObject> find(String key, String version) {
        return all(key).stream()
                .filter(object -> object.version().equals(version))
                .findFirst();
    }

    /** The versions of an object, the oldest first. */
    public synchronized List<String> versions(String key) {
        return all(key).stream().map(StoredObject::version).toList();
    }

    /** Stores an object. */
    synchronized StoredObject put(String key, byte[] content, Map<String, String> headers, Instant now) {
        return put(key, new StoredObject(content, headers, now, nextVersion(), false));
    }

    /** Stores an object, as by another process. */
    public void store(String key, byte[] content, Map<String, String> headers) {
        put(key, content, headers, Instant.EPOCH);
    }

    /** Gives an object another content, as by somebody else who may write it. */
    public synchronized void replace(String key, byte[] content) {
        StoredObject before = find(key).orElseThrow();
        put(key, content, before.headers(), before.modified());
    }

    /** Removes an object; where versions are kept, marks it as deleted. */
    public synchronized void remove(String key) {
        if (everKeptVersions) {
            put(key, new StoredObject(new byte[0], Map.of(), Instant.EPOCH, nextVersion(), true));
        } else {
            versions.remove(key);
        }
    }

    /** Removes a version for ever. */
    public synchronized void remove(String key, String version) {
        all(key).removeIf(object -> object.version().equals(version));
    }

    /** Returns true if the answers name versions: since versioning was turned on for the first time. */
    synchronized boolean namesVersions() {
        return everKeptVersions;
    }

    private StoredObject put(String key, StoredObject object) {
        List<StoredObject> all = all(key);
        all.removeIf(each -> each.version().equals(object.version()));
        all.add(object);
        return object;
    }

    private List<StoredObject> all(String key) {
        return versions.computeIfAbsent(key, any -> new ArrayList<>());
    }

    private String nextVersion() {
        return keepsVersions ? "Version.%028d".formatted(++stored) : NO_VERSION;
    }

    /**
     * A version of an object.
     *
     * @param headers the headers that come back with it, such as {@code x-amz-meta-…}
     * @param version its id, {@value #NO_VERSION} if it was stored without versioning
     * @param isDeleted true if it only marks the object as deleted
     */
    @SuppressWarnings("ArrayRecordComponent") // a fake's value, never compared
    public record StoredObject(
            byte[] content, Map<String, String> headers, Instant modified, String version, boolean isDeleted) {}
}
