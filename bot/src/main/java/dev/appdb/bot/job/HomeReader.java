package dev.appdb.bot.job;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.message.HomeMessage;
import dev.appdb.bot.message.HomeMessage.OpenRun;
import dev.appdb.bot.message.ScheduledCheckMessage.DigestLine;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.store.CheckState;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Mutes.Mute;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a person's home tab: the databases that they may ask about outside of channels, and the runs that concern them. */
final class HomeReader {
    private static final int RUNS = 10;

    private final Policy policy;

    HomeReader(Policy policy) {
        this.policy = policy;
    }

    MessageContent home(Transaction transaction, String user, Set<String> groups) {
        List<EnvironmentKey> seen = transaction.configurations().all().stream()
                .filter(key -> maySee(key, user, groups))
                .toList();
        List<StoredRun> open = transaction.runs().open();
        List<StoredRun> waiting =
                open.stream().filter(run -> waitsFor(run, user, groups)).toList();
        List<StoredRun> underWay = open.stream()
                .filter(run -> !waiting.contains(run) && seen.contains(run.environment()))
                .toList();
        return MessageContents.of(HomeMessage.of(
                databases(transaction, seen), shown(transaction, waiting), shown(transaction, underWay)));
    }

    private boolean maySee(EnvironmentKey key, String user, Set<String> groups) {
        return List.of(CommandName.ROLES_CHECK, CommandName.STATUS).stream()
                .anyMatch(command -> policy.mightAllow(ask(key, user, groups, "", command)));
    }

    private static Ask ask(EnvironmentKey key, String user, Set<String> groups, String channel, CommandName command) {
        return new Ask(user, groups, channel, command, Optional.of(key.app()), Optional.of(key.environment()));
    }

    /** Others' approval, or the requester's confirmation where nobody else's is asked for. */
    private boolean waitsFor(StoredRun run, String user, Set<String> groups) {
        boolean isOwn = run.asked().requester().equals(user);
        if (run.state() != RunState.WAITING || isOwn == run.asked().needsOthers()) {
            return false;
        }
        Ask ask = ask(
                run.environment(),
                user,
                groups,
                run.asked().channel(),
                CommandName.of(run.asked().command()).orElseThrow());
        return isOwn
                || !policy.countsFor(ask, ApprovalProgress.requirements(run)).isEmpty();
    }

    private static List<DigestLine> databases(Transaction transaction, List<EnvironmentKey> seen) {
        Map<EnvironmentKey, CheckState> checks = new HashMap<>();
        transaction.checkStates().all().forEach(state -> checks.put(state.environment(), state));
        Map<EnvironmentKey, Instant> muted = new HashMap<>();
        for (Mute mute : transaction.mutes().all()) {
            muted.put(mute.environment(), mute.until());
        }
        return seen.stream()
                .map(key -> {
                    Optional<CheckState> check = Optional.ofNullable(checks.get(key));
                    return new DigestLine(
                            key.app(),
                            key.environment(),
                            check.map(CheckState::problems).orElse(List.of()),
                            check.flatMap(CheckState::checkedAt),
                            Optional.ofNullable(muted.get(key)),
                            check.flatMap(CheckState::pausedSince));
                })
                .toList();
    }

    private static List<OpenRun> shown(Transaction transaction, List<StoredRun> runs) {
        return runs.stream()
                .limit(RUNS)
                .map(run -> new OpenRun(
                        run.id(),
                        run.asked().typed(),
                        transaction.names().of(run.asked().requester()),
                        switch (run.state()) {
                            case WAITING -> "waiting for approval";
                            case QUEUED -> "waiting for another run";
                            case READY, ENDED -> "in progress";
                        }))
                .toList();
    }
}
