package dev.appdb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The start-up time of the command: whole processes through the launcher, compared with other command-line tools. */
final class StartUpItem implements Item {
    private static final List<Integer> JAVAS = List.of(17, 25);
    private static final String[] NAMED = {"--app-name", "app", "--environment", "dev"};
    private static final String[] AWS = {"aws", "--version"};
    private static final String[] BOTO3 = {"python3", "-c", "import boto3"};
    private static final String VERSION = "--version";
    private static final String CHECK = "roles check";
    private static final String SCREEN = "first screen";
    private static final Map<String, Double> MOST_MILLIS = Map.of(VERSION, 250.0, CHECK, 700.0);

    private String launcher = "";

    @Override
    public String key() {
        return "startup";
    }

    @Override
    public String about() {
        return "Whole processes through the launcher, with the archive of classes (Java 17) or the AOT cache (Java 25)"
                + " that it made beforehand: `--version`; `roles check` on a local database that runs; and, on a terminal"
                + " of 80 by 24 (tmux), `setup` from its start to the text of its first question. The peers run in turn"
                + " with them.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        launcher = Launched.launcher().toString();
        Path folder = Files.createTempDirectory("appdb-bench-");
        Launched plain = new Launched(folder, Map.of());
        plain.run(ours("setup", "--target", "local", "--yes"));
        try {
            Map<String, SideBySide.Trial> trials = trials(folder, plain);
            List<Samples> samples = SideBySide.run("ms", 2, runs, List.copyOf(trials.values()));
            Map<String, Samples> measured = new LinkedHashMap<>();
            trials.keySet().forEach(name -> measured.put(name, samples.get(measured.size())));
            for (int java : Javas.installed(JAVAS).keySet()) {
                rows(table, java, measured);
            }
        } finally {
            plain.run(ours("stop"));
        }
    }

    /** Everything that is measured, by its name. */
    private Map<String, SideBySide.Trial> trials(Path folder, Launched plain) throws IOException, InterruptedException {
        Map<String, SideBySide.Trial> trials = new LinkedHashMap<>();
        boolean hasTerminal = plain.works("tmux", "-V");
        for (Map.Entry<Integer, Path> java : Javas.installed(JAVAS).entrySet()) {
            String home = java.getValue().toString();
            Launched launched = new Launched(folder, Map.of("JAVA_HOME", home));
            add(trials, launched, on(VERSION, java.getKey()), launcher, "--version");
            add(trials, launched, on(CHECK, java.getKey()), ours("roles", "check"));
            add(trials, launched, on("java", java.getKey()), home + "/bin/java", "-version");
            if (hasTerminal) {
                FirstScreen screen = new FirstScreen(folder, "App name");
                String command = "env -u CI -u NO_COLOR -u ACCESSIBLE LC_ALL=C.UTF-8 JAVA_HOME='" + home + "' '"
                        + launcher + "' setup";
                trials.put(on(SCREEN, java.getKey()), () -> screen.millis(command));
            }
        }
        for (String[] peer : List.of(AWS, BOTO3)) {
            if (plain.works(peer)) {
                add(trials, plain, words(peer), peer);
            }
        }
        return trials;
    }

    private static void add(Map<String, SideBySide.Trial> trials, Launched launched, String name, String... command) {
        trials.put(name, SideBySide.millis(() -> launched.run(command)));
    }

    private static void rows(Table table, int java, Map<String, Samples> measured) {
        for (String name : List.of(VERSION, CHECK, SCREEN)) {
            Samples ours = measured.get(on(name, java));
            Samples least = measured.get(on("java", java));
            if (ours != null && least != null) {
                Row alone = Row.ofPeer(on(name, java), ours, least, "java -version");
                Double most = MOST_MILLIS.get(name);
                table.add(
                        most == null ? alone : alone.goal("within " + most.intValue() + " ms", ours.median() <= most));
                Samples aws = measured.get(words(AWS));
                if (aws != null) {
                    Row beside = Row.faster(on(name, java), ours, aws, words(AWS));
                    table.add(most == null ? beside : beside.goal("never slower", ours.median() <= aws.median()));
                }
                Samples boto3 = measured.get(words(BOTO3));
                if (boto3 != null) {
                    table.add(Row.faster(on(name, java), ours, boto3, words(BOTO3)));
                }
            }
        }
    }

    private static String words(String... command) {
        return String.join(" ", command);
    }

    private static String on(String what, int java) {
        return what + ", Java " + java;
    }

    private String[] ours(String... words) {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(words));
        command.addAll(List.of(NAMED));
        return command.toArray(String[]::new);
    }
}
