package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A template's resources so that each comes after those it refers to. */
final class DependencyOrder {
    private DependencyOrder() {}

    static List<String> of(Template template, Set<String> ids) {
        Set<String> ordered = new LinkedHashSet<>();
        ids.forEach(id -> visit(template, id, ids, ordered));
        return new ArrayList<>(ordered);
    }

    /** Terminates, since a template with a cycle was rejected before. */
    private static void visit(Template template, String id, Set<String> ids, Set<String> ordered) {
        if (ids.contains(id) && !ordered.contains(id)) {
            template.dependencies(id).forEach(other -> visit(template, other, ids, ordered));
            ordered.add(id);
        }
    }
}
