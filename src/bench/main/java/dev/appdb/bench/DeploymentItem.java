package dev.appdb.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.AwsProject;
import dev.appdb.aws.AwsTarget;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.engine.Progress;
import dev.appdb.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a first deployment's duration, and appdb's own share of it. */
final class DeploymentItem implements Item {
    private static final double MOST_OF_THE_PATH = 0.05;
    private static final Duration CLI_WAITS = Duration.ofSeconds(30);
    /** A usual uplink, in bits a second. */
    private static final double UPLINK = 10e6;

    private static final double SPREAD = 0.1;
    private static final double MILLIS_IN_A_SECOND = 1000;

    @Override
    public String key() {
        return "deployment";
    }

    @Override
    public String about() {
        return "No AWS account was asked: the template's own dependency graph, with the averages that AWS publishes"
                + " for each type (`durations.csv` names the source), gives the critical path; then the real AWS target"
                + " deploys that template into the tests' fake of AWS, in which each resource takes its time (10 % more or"
                + " less, drawn anew for each run) on a clock that only our waiting and our looks ("
                + DeploymentClock.LOOK.toMillis()
                + " ms each) move; working out a change set takes no time there. How soon RDS shows that deletion"
                + " protection is on, no number of AWS tells: "
                + DeploymentClock.PROTECTED.toSeconds()
                + " s after the update of the cluster began are assumed, since CloudFormation's handler sends the"
                + " change in its first invocation, is invoked again 30 s later at the soonest, and RDS applies this"
                + " setting immediately. All are estimates.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Durations published = Durations.published();
        List<Deployed> deployments = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            deployments.add(deploy(published, new Random(i)));
        }
        criticalPath(table, published);
        rows(table, deployments);
    }

    /** The durations of one deployment, in seconds. */
    private record Deployed(
            double path, double inAll, double noticing, double cli, double secondStep, double recording, int looks) {}

    private static Deployed deploy(Durations published, Random random) throws Exception {
        Path folder = Files.createTempDirectory("appdb-bench-");
        try (FakeAws aws = FakeAws.start()) {
            AwsProject project = new AwsProject(folder, aws);
            DeploymentClock clock = new DeploymentClock(aws, AwsProject.STACK);
            AwsTarget target = project.target(clock);
            TemplateGraph graph = graph(target.template(project.request()));
            Map<String, Duration> creations = new LinkedHashMap<>();
            Map<String, Duration> updates = new LinkedHashMap<>();
            graph.types().forEach((id, type) -> {
                creations.put(id, varied(published.toCreate(type), random));
                updates.put(id, varied(published.toUpdate(type), random));
            });
            clock.take(creations, updates);
            Plan plan = target.plan(project.request(), Progress.SILENT);
            int looksBefore = aws.calls().count();
            Duration began = clock.now();
            target.apply(project.request(), plan, Progress.SILENT);
            Duration applied = clock.now();
            int looks = aws.calls().count() - looksBefore;
            Duration created = clock.created().minus(began);
            return new Deployed(
                    seconds(length(graph.criticalPath(creations), creations)),
                    seconds(applied.minus(began)),
                    seconds(clock.noticed().minus(clock.created())),
                    seconds(CLI_WAITS.minusMillis(created.toMillis() % CLI_WAITS.toMillis())),
                    seconds(applied.minus(clock.noticed())),
                    seconds(clock.recorded().minus(applied)),
                    looks);
        } finally {
            delete(folder);
        }
    }

    private static void criticalPath(Table table, Durations published) throws Exception {
        Path folder = Files.createTempDirectory("appdb-bench-");
        try (FakeAws aws = FakeAws.start()) {
            AwsProject project = new AwsProject(folder, aws);
            TemplateGraph graph = graph(project.target(pause -> {}).template(project.request()));
            Map<String, Duration> creations = new LinkedHashMap<>();
            graph.types().forEach((id, type) -> creations.put(id, published.toCreate(type)));
            List<String> path = graph.criticalPath(creations);
            table.add(Row.fewer(
                    "critical path of a creation",
                    Samples.exactly("s", seconds(length(path, creations))),
                    Samples.exactly(
                            "s", seconds(length(List.copyOf(graph.types().keySet()), creations))),
                    "all " + creations.size() + " resources one after the other"));
            table.note("deployment: the critical path is "
                    + path.stream()
                            .map(id -> id + " "
                                    + creations.getOrDefault(id, Duration.ZERO).toSeconds() + " s")
                            .collect(Collectors.joining(", then "))
                    + ".");
        } finally {
            delete(folder);
        }
    }

    private static void rows(Table table, List<Deployed> deployments) throws IOException {
        Samples path = samples(deployments, Deployed::path);
        String peer = "the critical path";
        table.add(share(
                "the whole `apply`, beside the critical path", samples(deployments, Deployed::inAll), path, peer));
        table.add(goal(
                "of it: until the end of the creation is noticed",
                samples(deployments, Deployed::noticing),
                path,
                peer));
        table.add(goal(
                "of it: second step, until deletion protection is on",
                samples(deployments, Deployed::secondStep),
                path,
                peer));
        table.add(share(
                "beside what follows: the stack goes on recording the second step",
                samples(deployments, Deployed::recording),
                path,
                peer));
        Path jar = Path.of(System.getProperty("appdb.home", "."), LambdaItem.JAR);
        Samples upload = Samples.exactly("s", Files.size(jar) * Byte.SIZE / UPLINK);
        table.add(goal("before it: upload of the role manager at 10 Mbit/s", upload, path, peer));
        table.add(Row.faster(
                "until the end of the creation is noticed",
                samples(deployments, Deployed::noticing),
                samples(deployments, Deployed::cli),
                "`aws cloudformation wait`, every 30 s"));
        table.add(Row.fewer(
                "calls of AWS in a whole `apply`",
                Samples.of("", deployments.stream().map(Deployed::looks).toList()),
                samples(deployments, Deployed::inAll),
                "a look every second"));
    }

    private static Row share(String what, Samples ours, Samples path, String peer) {
        Row row = Row.ofPeer(what, ours, path, peer);
        return new Row(
                row.what(),
                String.format(Locale.ROOT, "%.1f %% of the path", 100 / Row.ratio(ours, path)),
                row.ours(),
                row.peer(),
                row.peerIs(),
                "");
    }

    private static Row goal(String what, Samples ours, Samples path, String peer) {
        return share(what, ours, path, peer)
                .goal("at most 5 %", 1 / Row.ratio(ours, path), part -> part <= MOST_OF_THE_PATH);
    }

    private static Samples samples(List<Deployed> deployments, ToDoubleFunction<Deployed> value) {
        return Samples.of("s", deployments.stream().map(value::applyAsDouble).toList());
    }

    private static TemplateGraph graph(String template) throws IOException {
        JsonNode body = new ObjectMapper().readTree(template);
        return TemplateGraph.of(body);
    }

    private static Duration length(List<String> resources, Map<String, Duration> durations) {
        return resources.stream()
                .map(id -> durations.getOrDefault(id, Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration varied(Duration average, Random random) {
        return Duration.ofMillis(Math.round(average.toMillis() * (1 - SPREAD + 2 * SPREAD * random.nextDouble())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_IN_A_SECOND;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
