package dev.appdb.aws.fake;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One S3 bucket. Thread-safe. */
public final class Bucket {
    private final String name;
    private final Map<String, StoredObject> objects = new TreeMap<>();

    Bucket(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public synchronized Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    public synchronized Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    synchronized void put(String key, StoredObject object) {
        objects.put(key, object);
    }

    /** Gives an object another content, as by somebody else who may write it. */
    public synchronized void replace(String key, byte[] content) {
        StoredObject before = Objects.requireNonNull(objects.get(key), key);
        objects.put(key, new StoredObject(content, before.headers(), before.modified()));
    }

    synchronized void remove(String key) {
        objects.remove(key);
    }

    /**
     * An object's content and headers.
     *
     * @param headers the headers that come back with it, such as {@code x-amz-meta-…}
     */
    @SuppressWarnings("ArrayRecordComponent") // a fake's value, never compared
    public record StoredObject(byte[] content, Map<String, String> headers, Instant modified) {}
}
