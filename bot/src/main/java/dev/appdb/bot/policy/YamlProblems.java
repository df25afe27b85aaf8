package dev.appdb.bot.policy;

import dev.appdb.request.PrintableLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** All that is wrong with a file, by line. */
final class YamlProblems {
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String text) {}

    /** The line on which a node begins, from 1. */
    static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    void add(int line, String text) {
        problems.add(new Problem(line, text));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<String> lines() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> "line " + problem.line() + ": " + PrintableLine.of(problem.text()))
                .distinct()
                .toList();
    }
}
