package dev.appdb.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Single methods, measured by JMH: decisions, compared with a query to a server; reading and writing, compared with the minimum. */
final class MethodsItem implements Item {
    private static final int WARM_UPS = 3;
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);
    private static final String ASKING = "one `SELECT 1` to a server on this machine";

    @Override
    public String key() {
        return "methods";
    }

    @Override
    public String about() {
        return "JMH, one process, average time of a call in each of the runs (iterations of " + ITERATION
                + "), with the Java switches that the command is started with.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(Methods.class.getName() + "\\.")
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(ITERATION)
                        .measurementIterations(runs)
                        .measurementTime(ITERATION)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<String, Samples> all = new HashMap<>();
        for (RunResult result : results) {
            all.put(result.getPrimaryResult().getLabel(), samples(result));
        }
        table.add(Row.faster(
                "deciding what a bare database needs, and its SQL",
                of(all, "diffAndSql"),
                of(all, "selectOne"),
                ASKING));
        table.add(Row.faster("all checks of a database", of(all, "checks"), of(all, "selectOne"), ASKING));
        table.add(Row.ofPeer(
                "reading the function's answer to a check",
                of(all, "readAnswer"),
                of(all, "tokensOfAnswer"),
                "its JSON tokens alone"));
        table.add(Row.ofPeer(
                "making and writing the stack's template",
                of(all, "template"),
                of(all, "writtenTemplate"),
                "writing the finished tree"));
    }

    private static Samples of(Map<String, Samples> all, String method) {
        return Objects.requireNonNull(all.get(method), method);
    }

    private static Samples samples(RunResult result) {
        return new Samples(
                "µs",
                result.getBenchmarkResults().stream()
                        .flatMap(each -> each.getIterationResults().stream())
                        .map(IterationResult::getPrimaryResult)
                        .mapToDouble(primary -> primary.getScore())
                        .toArray());
    }
}
