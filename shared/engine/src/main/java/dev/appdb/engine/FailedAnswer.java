package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.form.Refusal;
import dev.appdb.plan.Plan;
import dev.appdb.request.Target;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.setting.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The answer because of which a setup failed, so that its question can be asked again. */
public final class FailedAnswer {
    private static final List<String> OF_EXTENSIONS = List.of("extension-refused", "roles-extension");
    private static final String ROLES_REFUSED = "roles-refused";
    private static final String PREFLIGHT = "preflight";

    /** No connection, no login, no such database, no rights, a replica: by PostgreSQL's appendix A, "Error Codes". */
    private static final Pattern OF_SERVER = Pattern.compile("role-manager-(08...|28...|3D000|42501|25006)");

    private FailedAnswer() {}

    /**
     * The answer that a failure is about.
     *
     * @param plan what was planned, as far as it came to that
     * @return empty where another answer does not help
     */
    public static Optional<Refusal> of(Failure failure, Optional<Plan> plan, Target target) {
        if (OF_EXTENSIONS.contains(failure.code()) || refusesExtension(failure, plan)) {
            return Optional.of(new Refusal(List.of(Settings.EXTENSIONS.id()), failure));
        }
        boolean isAboutPlace = target == Target.SERVER
                ? OF_SERVER.matcher(failure.code()).matches()
                : target == Target.AWS && failure.code().equals(PREFLIGHT);
        return isAboutPlace ? Optional.of(new Refusal(SetupLookUps.questions(target), failure)) : Optional.empty();
    }

    private static boolean refusesExtension(Failure failure, Optional<Plan> plan) {
        return failure.code().equals(ROLES_REFUSED)
                && plan.flatMap(Plan::databasePlan).map(DatabasePlan::refusals).orElse(List.of()).stream()
                        .anyMatch(refusal -> OF_EXTENSIONS.contains(refusal.code()));
    }
}
