package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A workflow of GitHub Actions, or an action, as far as its steps are shell: read from its YAML, and run with bash. */
final class WorkflowFile {
    private final Map<?, ?> tree;

    WorkflowFile(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        tree = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    }

    /** The samples of the documentation. */
    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/workflows"))) {
            return files.sorted().toList();
        }
    }

    Map<?, ?> tree() {
        return tree;
    }

    Map<?, ?> map(String name) {
        return (Map<?, ?>) Objects.requireNonNull(tree.get(name), name);
    }

    List<Map<?, ?>> jobs() {
        return map("jobs").values().stream()
                .<Map<?, ?>>map(job -> (Map<?, ?>) job)
                .toList();
    }

    /** The steps of all jobs, or of the action. */
    List<Map<?, ?>> steps() {
        return tree.containsKey("jobs")
                ? jobs().stream().flatMap(job -> steps(job).stream()).toList()
                : steps(map("runs"));
    }

    private static List<Map<?, ?>> steps(Map<?, ?> parent) {
        return ((List<?>) Objects.requireNonNull(parent.get("steps")))
                .stream().<Map<?, ?>>map(step -> (Map<?, ?>) step).toList();
    }

    /** The variables that the whole workflow sets. */
    Map<String, String> environment() {
        Object env = tree.get("env");
        return env == null ? Map.of() : strings((Map<?, ?>) env);
    }

    static Map<String, String> strings(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> String.valueOf(each.getKey()), each -> String.valueOf(each.getValue())));
    }

    /** The result of a step, with the lines that it wrote for later steps. */
    record Ran(int exitCode, String shown, Map<String, String> outputs, String summary, List<String> path) {}

    /**
     * Runs a step as a runner does.
     *
     * @param context the values of the expressions in the step's variables, such as {@code inputs.version}
     */
    Ran run(String name, Path folder, Map<String, String> context, Map<String, String> environment) throws Exception {
        Map<?, ?> step = steps().stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
        Path files = Files.createTempDirectory("step");
        Path script = files.resolve("script.sh");
        Files.writeString(script, (String) step.get("run"));
        ProcessBuilder process = new ProcessBuilder(
                        "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(environment());
        if (step.get("env") instanceof Map<?, ?> own) {
            strings(own).forEach((key, value) -> all.put(key, evaluated(value, context)));
        }
        for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")) {
            all.put(file, Files.createFile(files.resolve(file)).toString());
        }
        process.environment().clear();
        process.environment().putAll(all);
        Process running = process.start();
        running.getOutputStream().close();
        String shown = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = running.waitFor();
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(files.resolve("GITHUB_OUTPUT"))) {
            outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new Ran(
                exitCode,
                shown,
                outputs,
                Files.readString(files.resolve("GITHUB_STEP_SUMMARY")),
                new ArrayList<>(Files.readAllLines(files.resolve("GITHUB_PATH"))));
    }

    private static String evaluated(String value, Map<String, String> context) {
        String text = value;
        for (Map.Entry<String, String> each : context.entrySet()) {
            text = text.replace("${{ " + each.getKey() + " }}", each.getValue());
        }
        assertThat(text).as("the test gives every expression a value").doesNotContain("${{");
        return text;
    }
}
