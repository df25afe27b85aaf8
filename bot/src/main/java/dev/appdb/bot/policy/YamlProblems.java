package dev.appdb.bot.policy;

import dev.appdb.failure.Problem;
import dev.appdb.failure.ProblemsException;
import dev.appdb.request.PrintableLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** All that is wrong with a file, by line. */
final class YamlProblems {
    private final List<Found> found = new ArrayList<>();

    private record Found(int line, String text) {}

    /** The line on which a node begins, from 1. */
    static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    void add(int line, String text) {
        found.add(new Found(line, text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Each with its line as the subject, such as {@code line 7:}, in the order of the file. */
    List<Problem> found() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::line))
                .map(each -> problem(each.line(), each.text()))
                .distinct()
                .toList();
    }

    /** A single problem, after which nothing more of the file can be read. */
    static ProblemsException at(int line, String text) {
        return new ProblemsException(List.of(problem(line, text)));
    }

    private static Problem problem(int line, String text) {
        return Problem.wrong("line " + line + ":", PrintableLine.of(text));
    }
}
