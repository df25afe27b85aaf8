package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every call that arrived, in order, also those that met a fault. */
public final class CallLog {
    private final List<Call> calls = new ArrayList<>();

    synchronized Call record(String service, String operation, Map<String, String> parameters, int attempt) {
        Call call = new Call(calls.size() + 1, service, operation, Map.copyOf(parameters), attempt);
        calls.add(call);
        return call;
    }

    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    /** The calls of one operation, such as {@code CreateChangeSet}. */
    public synchronized List<Call> of(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** Such as {@code [sts:GetCallerIdentity, ec2:DescribeVpcs]}. */
    public synchronized List<String> names() {
        return calls.stream().map(Call::name).toList();
    }

    public synchronized int count() {
        return calls.size();
    }

    /** Clears the log; the next call is number 1 again. */
    public synchronized void clear() {
        calls.clear();
    }
}
