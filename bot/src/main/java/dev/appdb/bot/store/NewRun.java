package dev.appdb.bot.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person's request for a run, before the run begins.
 *
 * @param origin what it comes from, such as a delivery or one message's button: one origin makes one run
 * @param command such as {@code roles check}
 * @param typed the whole command, as one types it without the slash
 * @param isPrivate whether only who asked is to see the result
 * @param delivery whose response URL may be used to answer
 * @param answers what was asked for, by question id or flag; never a secret
 * @param allowed what guardrails are to let pass
 * @param breakGlass why a freeze is not to count
 * @param requirements the approvals of others that are needed, all of them; with none the requester confirms
 * @param sameDatabase the other environments of the same database whose approvals are among them
 * @param approvalLasts how long after the plan was shown it may be approved and begun
 */
public record NewRun(
        String origin,
        String command,
        String typed,
        EnvironmentKey environment,
        String requester,
        String channel,
        boolean isPrivate,
        Optional<String> delivery,
        Map<String, String> answers,
        Set<String> allowed,
        Optional<String> breakGlass,
        List<RequiredApprovals> requirements,
        Set<EnvironmentKey> sameDatabase,
        Duration approvalLasts) {

    public NewRun {
        answers = Map.copyOf(answers);
        allowed = Set.copyOf(allowed);
        requirements = List.copyOf(requirements);
        sameDatabase = Set.copyOf(sameDatabase);
    }

    /** Returns whether others have to approve; otherwise the requester confirms. */
    public boolean needsOthers() {
        return !requirements.isEmpty();
    }
}
