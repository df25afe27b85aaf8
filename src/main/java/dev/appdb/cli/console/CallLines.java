package dev.appdb.cli.console;

import dev.appdb.call.CallLog.Call;
import dev.appdb.request.JsonFormat;
import dev.appdb.tui.progress.JsonLines;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The calls to others as {@code --verbose} prints them: a line of text, or of JSON beside the events. */
record CallLines(Clock clock) {

    static String text(Call call) {
        return "Call (" + call.took().toMillis() + " ms): " + call.system() + " " + call.what()
                + call.trouble().map(code -> ": failed, " + code).orElse("");
    }

    String json(Call call) {
        return JsonLines.ascii(Console.object()
                .put("event", "called")
                .put("format", JsonFormat.DOCUMENTS)
                .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("system", call.system())
                .put("what", call.what())
                .put("took", call.took().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("trouble", call.trouble().orElse(null))
                .toString());
    }
}
