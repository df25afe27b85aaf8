package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flat parameters of a query call, such as {@code Tags.member.1.Key}. */
record Parameters(Map<String, String> values) {

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return get(name)
                .orElseThrow(() -> AwsError.validation("1 validation error detected: Value null at '"
                        + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    boolean flag(String name) {
        return get(name).map(Boolean::parseBoolean).orElse(false);
    }

    int number(String name, int otherwise) {
        return get(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** The texts {@code name.1}, {@code name.2} and so on. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (int i = 1; values.containsKey(name + "." + i); i++) {
            list.add(values.getOrDefault(name + "." + i, ""));
        }
        return list;
    }

    /** The structures {@code name.1.…}, {@code name.2.…} and so on. */
    List<Parameters> structures(String name) {
        List<Parameters> list = new ArrayList<>();
        for (int i = 1; ; i++) {
            Map<String, String> members = below(name + "." + i + ".");
            if (members.isEmpty()) {
                return list;
            }
            list.add(new Parameters(members));
        }
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> members = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                members.put(name.substring(prefix.length()), value);
            }
        });
        return members;
    }
}
