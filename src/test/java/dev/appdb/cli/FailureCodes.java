package dev.appdb.cli;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The codes of all expected failures, read from the calls in the source that make them. */
final class FailureCodes {
    /** The place of something that is known only when it fails. */
    private static final String OPEN = "…";

    private final Map<String, String> constants = new HashMap<>();
    private final Set<Factory> factories = new LinkedHashSet<>();
    private final SortedMap<String, Made> byCode = new TreeMap<>();
    private final SortedSet<String> passedOn = new TreeSet<>();

    private FailureCodes() {}

    /**
     * The failures of one code.
     *
     * @param kinds such as {@code failed}, which decide the exit code
     * @param sentences what could not be done, and why
     */
    record Made(Set<String> kinds, Set<String> sentences) {}

    /** All codes, in their order. */
    SortedMap<String, Made> byCode() {
        return byCode;
    }

    /** The classes that make a failure whose code stands nowhere in the source, since they were given it. */
    SortedSet<String> passedOn() {
        return passedOn;
    }

    static FailureCodes read() throws IOException {
        FailureCodes codes = new FailureCodes();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            units.forEach(unit -> codes.new Constants().scan(unit, ""));
            units.forEach(unit -> codes.new Failures().scan(unit, ""));
            // Once more, for callers of factories that stand before these.
            codes.passedOn.clear();
            units.forEach(unit -> codes.new Failures().scan(unit, ""));
        }
        return codes;
    }

    private static List<Path> sources() throws IOException {
        Path checkout = Path.of("").toAbsolutePath().resolveSibling("");
        try (Stream<Path> files = Files.walk(checkout)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/main/java/dev/appdb/"))
                    .filter(file -> !file.toString().matches(".*/(target|bench|failure|demo)/.*"))
                    .sorted()
                    .toList();
        }
    }

    /** The text constants of every class, by {@code Class.NAME}. */
    private final class Constants extends TreeScanner<@Nullable Void, String> {
        @Override
        public @Nullable Void visitClass(ClassTree node, String inside) {
            return super.visitClass(node, node.getSimpleName().toString());
        }

        @Override
        public @Nullable Void visitVariable(VariableTree node, String inside) {
            if (node.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                constants.put(inside + "." + node.getName(), text);
            }
            return super.visitVariable(node, inside);
        }
    }

    /** A method that takes the code of the failure that it makes from its callers. */
    private record Factory(String type, String method, int position, String kind) {}

    /** The calls that make failures; with their class in a stack, since methods of others may be called by name. */
    private final class Failures extends TreeScanner<@Nullable Void, String> {
        private @Nullable MethodTree method;

        @Override
        public @Nullable Void visitClass(ClassTree node, String inside) {
            return super.visitClass(node, node.getSimpleName().toString());
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, String inside) {
            MethodTree outer = method;
            method = node;
            super.visitMethod(node, inside);
            method = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree node, String inside) {
            String called = node.getMethodSelect().toString();
            String qualified = called.contains(".") ? called : inside + "." + called;
            if (called.equals("Failure.interrupted")) {
                made("interrupted", "interrupted", "");
            } else if (called.matches("Failure\\.(failed|input|refused)")) {
                add(called.substring("Failure.".length()), node.getArguments(), inside);
            }
            for (Factory factory : factories) {
                int position = factory.position();
                List<? extends ExpressionTree> arguments = node.getArguments();
                if (qualified.equals(factory.type() + "." + factory.method()) && position + 1 < arguments.size()) {
                    codes(arguments.get(position), inside)
                            .forEach(code -> made(
                                    code,
                                    factory.kind(),
                                    sentence(arguments.subList(position + 1, position + 2), inside)));
                }
            }
            return super.visitMethodInvocation(node, inside);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree node, String inside) {
            if (node.getIdentifier().toString().equals("Failure")) {
                String kind = node.getArguments().get(0).toString().replaceAll(".*\\.", "");
                add(
                        kind.matches("[A-Z]+") ? kind.toLowerCase(Locale.ROOT) : "failed",
                        node.getArguments().subList(1, node.getArguments().size()),
                        inside);
            }
            return super.visitNewClass(node, inside);
        }

        private void add(String kind, List<? extends ExpressionTree> arguments, String inside) {
            List<String> codes = codes(arguments.get(0), inside);
            String sentence = sentence(arguments.subList(1, arguments.size()), inside);
            codes.forEach(code -> made(code, kind, sentence));
            int position = codes.isEmpty() ? parameter(arguments.get(0)) : -1;
            if (position >= 0) {
                factories.add(new Factory(
                        inside, Objects.requireNonNull(method).getName().toString(), position, kind));
            } else if (codes.isEmpty()) {
                passedOn.add(inside);
            }
        }

        /** The place of a parameter of the method in which the call stands; -1 if it is none. */
        private int parameter(ExpressionTree expression) {
            return method == null
                    ? -1
                    : method.getParameters().stream()
                            .map(parameter -> parameter.getName().toString())
                            .toList()
                            .indexOf(expression.toString());
        }

        private List<String> codes(ExpressionTree expression, String inside) {
            if (expression instanceof ConditionalExpressionTree either) {
                return Stream.of(either.getTrueExpression(), either.getFalseExpression())
                        .flatMap(each -> codes(each, inside).stream())
                        .toList();
            }
            String code = text(expression, inside);
            return code.equals(OPEN) ? List.of() : List.of(code);
        }

        private void made(String code, String kind, String sentence) {
            Made made = byCode.computeIfAbsent(code, any -> new Made(new TreeSet<>(), new TreeSet<>()));
            made.kinds().add(kind);
            if (!sentence.isEmpty()) {
                made.sentences().add(sentence);
            }
        }

        /** The words for what could not be done, and why, as far as they stand in the source. */
        private String sentence(List<? extends ExpressionTree> arguments, String inside) {
            return arguments.stream()
                    .limit(2)
                    .map(each -> text(each, inside).replaceAll("\\s+", " ").replaceAll("…+", OPEN))
                    .filter(each -> !each.matches("[… ]*"))
                    .collect(Collectors.joining(": "));
        }
    }

    private String text(Tree expression, String inside) {
        if (expression instanceof LiteralTree literal) {
            return Objects.toString(literal.getValue());
        }
        if (expression instanceof ParenthesizedTree inner) {
            return text(inner.getExpression(), inside);
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return text(sum.getLeftOperand(), inside) + text(sum.getRightOperand(), inside);
        }
        String name = expression.toString();
        return constants.getOrDefault(name.contains(".") ? name : inside + "." + name, OPEN);
    }
}
