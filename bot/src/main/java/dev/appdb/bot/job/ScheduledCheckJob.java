package dev.appdb.bot.job;

import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.message.CheckChange;
import dev.appdb.bot.store.CheckState;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewMessage;
import dev.appdb.bot.store.RunEvents;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.Transaction;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.CheckReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks an environment when it is time, and posts only what was not posted yet: once, however many replicas. */
final class ScheduledCheckJob {
    private final Store store;
    private final Jobs jobs;
    private final EnvironmentEngines engines;
    private final MessageRenderer renderer;

    ScheduledCheckJob(Store store, Jobs jobs, EnvironmentEngines engines, MessageRenderer renderer) {
        this.store = store;
        this.jobs = jobs;
        this.engines = engines;
        this.renderer = renderer;
    }

    void execute(CheckSchedule schedule) {
        EnvironmentKey environment = schedule.environment();
        Optional<EnvironmentConfiguration> configuration = store.within(
                transaction -> transaction.locks().holder(environment).isPresent()
                        ? Optional.empty()
                        : transaction.configurations().find(environment));
        // While a run changes it, or before it is set up, there is nothing to tell.
        if (configuration.isEmpty()) {
            return;
        }
        Found found = check(schedule, configuration.get());
        store.perform(transaction -> keep(transaction, schedule, found));
        jobs.wake();
    }

    private Found check(CheckSchedule schedule, EnvironmentConfiguration configuration) {
        EngineOrder order =
                new EngineOrder(schedule.environment(), "roles check", Map.of(), configuration, Optional.empty());
        try (OpenEngine engine = engines.open(order, RunEvents.of(store), event -> {})) {
            Optional<Instant> paused =
                    isToWake(schedule) ? Optional.empty() : engine.run().pausedSince();
            return paused.isPresent()
                    ? new Found(Optional.empty(), Optional.empty(), paused)
                    : new Found(
                            Optional.of(engine.run().checkRoles(false).orThrow()), Optional.empty(), Optional.empty());
        } catch (FailureException e) {
            return new Found(Optional.empty(), Optional.of(e.failure()), Optional.empty());
        }
    }

    private boolean isToWake(CheckSchedule schedule) {
        return store.within(
                transaction -> schedule.wakes(transaction.lastChecked(schedule.environment()), transaction.now()));
    }

    private void keep(Transaction transaction, CheckSchedule schedule, Found found) {
        EnvironmentKey environment = schedule.environment();
        if (found.pausedSince().isPresent()) {
            transaction
                    .checkStates()
                    .paused(environment, found.pausedSince().get(), transaction.lastChecked(environment));
            return;
        }
        Set<String> before = transaction
                .checkStates()
                .find(environment)
                .map(state -> Set.copyOf(state.problems()))
                .orElse(Set.of());
        List<String> problems = found.problems(before);
        found.report().ifPresent(report -> transaction.progress(environment, report));
        CheckState state = transaction.checkStates().put(environment, found.verdict(problems), problems);
        if (!state.isNews() || transaction.mutes().of(environment).isPresent()) {
            return;
        }
        String key = "check:" + environment + ":" + transaction.checkStates().posted(environment);
        MessageContent content = renderer.checkChanged(state, found.report(), found.failure(), schedule.mentions());
        NewMessage message = NewMessage.of(key, schedule.channel(), StoredJson.write(content));
        Optional<String> owner =
                schedule.owner().or(() -> transaction.configurations().lastUser(environment));
        transaction.messages().add(owner.map(message::orDirectlyTo).orElse(message));
        jobs.message(transaction, key);
    }

    /**
     * The result of a check.
     *
     * @param pausedSince when the database paused, where it was not checked for that
     */
    private record Found(Optional<CheckReport> report, Optional<Failure> failure, Optional<Instant> pausedSince) {

        String verdict(List<String> problems) {
            return report.isEmpty() ? CheckState.UNKNOWN : problems.isEmpty() ? CheckState.PASSED : CheckState.FAILED;
        }

        /** The problems found; one that could not be checked this time counts as before. */
        List<String> problems(Set<String> before) {
            return report.map(checked -> List.copyOf(CheckChange.failing(before, checked)))
                    .orElseGet(() -> List.of(failure.orElseThrow().code()));
        }
    }
}
