package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionName;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import java.util.ArrayList;
import java.util.List;

/** The parts of an update that the role manager could not do, although it did everything else. */
final class UpdateFailures {
    private UpdateFailures() {}

    static List<Failure> of(ManageReport report, DatabaseRequest request) {
        List<Failure> failures = new ArrayList<>(report.manualActions());
        for (ExtensionOutcome extension : report.extensions()) {
            if (extension.result() == ExtensionOutcome.Result.REFUSED) {
                boolean wanted = Boolean.TRUE.equals(request.extensions().get(new ExtensionName(extension.name())));
                failures.add(Failure.failed(
                        "extension-refused",
                        "could not " + (wanted ? "enable" : "disable") + " extension " + extension.name(),
                        extension.reason(),
                        extension.remedy()));
            }
        }
        return failures;
    }
}
