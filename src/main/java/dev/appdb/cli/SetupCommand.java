package dev.appdb.cli;

import dev.appdb.engine.RunRecord;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way: configure, plan, confirm, apply, roles update, roles check, next steps. */
@Command(
        name = "setup",
        description = {
            "Set up an application's database: configure, plan, confirm, apply, update and check the roles.",
            "Safe to repeat: it does what is still to be done, and says so when that is nothing."
        })
final class SetupCommand extends DatabaseCommand {
    @Mixin
    final BackendOptions backend = new BackendOptions();

    @Option(
            names = "--extension",
            paramLabel = "NAME=on|off",
            description = "Switch an extension that needs rds_superuser on or off. Can be repeated.")
    List<String> extensions = new ArrayList<>();

    @Option(names = "--yes", description = "Confirm without asking. Does not overwrite files, nor lose data.")
    boolean yes;

    @Mixin
    final PermissionOptions permissions = new PermissionOptions();

    @Option(names = "--skip-database", description = "This application has no database: do nothing.")
    boolean skipDatabase;

    @Option(names = "--resume", description = "Go on with the last set-up that did not end, with the answers it had.")
    boolean resume;

    SetupCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int execute(Problems problems) throws ProblemsException, FailureException {
        Optional<String> resumed = Optional.empty();
        if (resume) {
            problems.throwIfAny(); // what else is missing, the earlier run may have
            RunEvent.RunStarted interrupted = lastUnfinished();
            takeAnswers(interrupted.answers());
            resumed = Optional.of(interrupted.header().runId());
        }
        Optional<String> without = reasonForNone();
        if (without.isPresent()) {
            problems.throwIfAny();
            return skipped(without.get());
        }
        boolean ask = people().present() && !yes;
        if (!ask && !yes) {
            problems.missing("--yes", "there is no terminal to confirm on");
        }
        ExtensionSwitches switches = problems.value("--extension", String.join(" ", extensions), ExtensionSwitches::of)
                .orElse(ExtensionSwitches.NONE);
        BackendSettings settings = account.settings(problems);
        Resolution resolution = new RequestResolver(project(), surroundings.environment(), problems)
                .setup(database, backend.module, switches, ask, people())
                .map(this::withBackendFlags)
                .orElseThrow(() -> Failure.interrupted(
                                "nothing was changed", "you cancelled", "Run appdb setup again when you want it.")
                        .asException());
        ConfigurationReview review = ConfigurationReview.of(
                resolution,
                settings,
                ExtensionSwitches.of(resolution.flags().getOrDefault("--extension", "")),
                console,
                people());
        Setup setup = new Setup(this, resolution, review, leavesLocal(resolution));
        return inRun("setup", resolution, resumed, setup::perform);
    }

    /** Whether another target takes the place of a local database whose server runs. */
    private boolean leavesLocal(Resolution resolution) throws FailureException {
        DatabaseRequest request = resolution.request();
        return request.target() != Target.LOCAL
                && resolution
                        .project()
                        .remembered(request.app(), request.environment())
                        .filter(known -> known.target() == Target.LOCAL)
                        .isPresent()
                && wiring(resolution)
                                .ports(Target.LOCAL)
                                .deployer()
                                .status(request)
                                .state()
                        == TargetStatus.State.RUNNING;
    }

    /** Why there is nothing to set up, if there is not. Needs only the app's name, so that nothing else is missing. */
    private Optional<String> reasonForNone() throws FailureException {
        if (skipDatabase) {
            return Optional.of("--skip-database was given");
        }
        Project project = project();
        List<String> folders = project.appFolders();
        String name = database.appName != null ? database.appName : folders.size() == 1 ? folders.get(0) : "";
        if (!folders.contains(name)) {
            return Optional.empty();
        }
        return project.hasDatabase(new AppName(name))
                ? Optional.empty()
                : Optional.of("infra/" + name + "/app-config/main.tf says has_database = false");
    }

    private int skipped(String reason) {
        console.say("no database is set up: " + reason);
        console.result("", Console.object().put("result", "skipped").put("reason", reason));
        return ExitCode.DONE;
    }

    private Resolution withBackendFlags(Resolution resolution) {
        Map<String, String> flags = new LinkedHashMap<>(resolution.flags());
        put(flags, "--bucket", account.bucket);
        put(flags, "--account", account.account);
        put(flags, "--account-id", account.accountId);
        return new Resolution(resolution.project(), resolution.request(), resolution.answers(), flags);
    }

    private static void put(Map<String, String> flags, String flag, @Nullable String value) {
        if (value != null) {
            flags.put(flag, value);
        }
    }

    /** The newest set-up that did not end well, of the database that the flags name as far as they do. */
    private RunEvent.RunStarted lastUnfinished() throws FailureException {
        Wiring wiring = new Wiring(surroundings, project());
        return wiring.journal().runs().stream()
                .filter(run -> run.started().command().equals("setup"))
                .filter(run -> database.appName == null
                        || database.appName.equals(run.started().app()))
                .filter(run -> database.environment == null
                        || database.environment.equals(run.started().environment()))
                .findFirst()
                .filter(run -> run.finished()
                        .map(end -> end.result() != RunResult.DONE && end.result() != RunResult.FOUND)
                        .orElse(true))
                .map(RunRecord::started)
                .orElseThrow(() -> Failure.input(
                                "nothing-to-resume",
                                "there is no set-up to go on with",
                                "the last one ended, or there was none (`appdb runs list` shows them)",
                                "Run appdb setup without --resume.")
                        .asException());
    }

    /** Takes the answers of an earlier run; a flag that is given again wins. */
    private void takeAnswers(Map<String, String> answers) {
        database.appName = or(database.appName, answers.get("--app-name"));
        database.environment = or(database.environment, answers.get("--environment"));
        database.target = or(database.target, answers.get("--target"));
        database.serverUrl = or(database.serverUrl, answers.get("--server-url"));
        database.postgresVersion = or(database.postgresVersion, answers.get("--postgres-version"));
        database.region = or(database.region, answers.get("--region"));
        database.minCapacity = or(database.minCapacity, answers.get("--min-capacity"));
        database.maxCapacity = or(database.maxCapacity, answers.get("--max-capacity"));
        database.readers = or(database.readers, answers.get("--readers"));
        database.autoPause = or(database.autoPause, answers.get("--auto-pause"));
        if (database.temporary == null && answers.containsKey("--temporary")) {
            database.temporary = true;
        }
        database.reservedConcurrency = or(database.reservedConcurrency, answers.get("--reserved-concurrency"));
        database.permissionsBoundary = or(database.permissionsBoundary, answers.get("--permissions-boundary"));
        database.roleArn = or(database.roleArn, answers.get("--role-arn"));
        database.alarmTopic = or(database.alarmTopic, answers.get("--alarm-topic"));
        database.database = or(database.database, answers.get("--database"));
        database.schema = or(database.schema, answers.get("--schema"));
        database.appUser = or(database.appUser, answers.get("--app-user"));
        database.migratorUser = or(database.migratorUser, answers.get("--migrator-user"));
        backend.module = or(backend.module, answers.get("--module"));
        account.bucket = or(account.bucket, answers.get("--bucket"));
        account.account = or(account.account, answers.get("--account"));
        account.accountId = or(account.accountId, answers.get("--account-id"));
        if (extensions.isEmpty() && answers.containsKey("--extension")) {
            extensions = List.of(String.valueOf(answers.get("--extension")));
        }
    }

    private static @Nullable String or(@Nullable String given, @Nullable String earlier) {
        return given != null ? given : earlier;
    }
}
