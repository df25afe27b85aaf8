package dev.appdb.project;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change of a file's text as a unified diff, with java-diff-utils. */
final class UnifiedDiff {
    private static final int CONTEXT_LINES = 3;

    private UnifiedDiff() {}

    static String of(Path path, Optional<String> before, String after) {
        String name = path.toString().replace('\\', '/');
        List<String> original = lines(before.orElse(""));
        List<String> hunks = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? name : "/dev/null",
                name,
                original,
                DiffUtils.diff(original, lines(after)),
                CONTEXT_LINES);
        return hunks.stream().map(UnifiedDiff::withEmptyRanges).collect(Collectors.joining("\n", "", "\n"));
    }

    /** An empty range begins at line 0 (POSIX, diff -u), which java-diff-utils counts as 1. */
    private static String withEmptyRanges(String line) {
        return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
    }

    /** A last line without its newline differs from one with it, and says so in diff's own words. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
