package dev.appdb.bot.message;

import dev.appdb.event.CheckCounts;
import dev.appdb.roles.CheckReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of the workflow's step that checks roles, for the conditions and messages of the steps after it. */
public final class StepOutputs {
    /** One of {@code passed}, {@code failed} and, where nothing failed but not everything was seen, {@code unknown}. */
    public static final String VERDICT = "verdict";

    public static final String FAILED = "failed";
    public static final String UNKNOWN = "unknown";
    public static final String PASSED = "passed";
    /** The counts as one line to read, with the ids of the checks that failed. */
    public static final String SUMMARY = "summary";

    private StepOutputs() {}

    /** The outputs of a report. */
    public static Map<String, String> of(CheckReport report) {
        CheckCounts counts = CheckCounts.of(report);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(VERDICT, counts.failed() > 0 ? FAILED : counts.unknown() > 0 ? UNKNOWN : PASSED);
        outputs.put(FAILED, Integer.toString(counts.failed()));
        outputs.put(UNKNOWN, Integer.toString(counts.unknown()));
        outputs.put(PASSED, Integer.toString(counts.passed()));
        outputs.put(SUMMARY, counts.words());
        return outputs;
    }
}
