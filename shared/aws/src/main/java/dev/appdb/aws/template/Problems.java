package dev.appdb.aws.template;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a value, said together. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    Problems unless(boolean good, String problem) {
        if (!good) {
            found.add(problem);
        }
        return this;
    }

    /** @throws IllegalArgumentException naming every problem, if there is one */
    void refuse(String what) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(what + " is not valid: " + String.join("; ", found));
        }
    }
}
