package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Refusal;
import dev.appdb.form.SecretPrompt;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.NoDatabase;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The looks of a setup between its questions: whether the app has a database, once it is named, and whether a place has what
 * it takes, once that is named. What was found good is not looked at again; after a refusal the project's files are read anew,
 * since they may be what was corrected.
 */
final class SetupLookUps {
    /** The code of the failure that the project's files lead to no bucket. */
    static final String BUCKET_MISSING = "bucket-missing";

    private final Project project;
    private final ProjectFacts facts;
    private final Form form;
    private final Values values;
    private final Function<SettingValues, TargetPorts> ports;
    private final Set<Object> done = ConcurrentHashMap.newKeySet();
    /** The places that were found good but for the bucket, which is asked for. */
    private final Set<Object> withoutBucket = ConcurrentHashMap.newKeySet();

    /** Reads the settings that answers make, as far as they are known. */
    interface Values {
        Optional<SettingValues> of(Answers soFar) throws FailureException;
    }

    /**
     * @param form the questions, which judge what was given before anything was known of the place
     * @param ports makes the adapters of the target that the settings name
     */
    SetupLookUps(
            Project project, ProjectFacts facts, Form form, Values values, Function<SettingValues, TargetPorts> ports) {
        this.project = project;
        this.facts = facts;
        this.form = form;
        this.values = values;
        this.ports = ports;
    }

    /** The look that is due; empty where none is. */
    Optional<LookUp> next(Answers soFar) {
        Optional<AppName> app = SetupForm.valid(soFar, Settings.APP_NAME);
        Optional<EnvironmentName> environment = SetupForm.valid(soFar, Settings.ENVIRONMENT);
        if (app.isEmpty()) {
            return Optional.empty();
        }
        Object database = List.of(app.get(), environment);
        if (!done.contains(database)) {
            return Optional.of(look("", prompt -> ofDatabase(app.get(), environment), database));
        }
        Optional<Target> target = SetupForm.valid(soFar, Settings.TARGET);
        if (environment.isEmpty() || target.isEmpty() || !isNamed(target.get(), soFar)) {
            // Who went back to a question may have corrected the files meanwhile.
            done.removeAll(withoutBucket);
            withoutBucket.clear();
            return Optional.empty();
        }
        Object place = place(soFar);
        return done.contains(place)
                ? Optional.empty()
                : Optional.of(
                        look(subject(target.get(), soFar), prompt -> ofPlace(target.get(), soFar, prompt), place));
    }

    private static Object place(Answers soFar) {
        return SetupForm.NAMING_A_PLACE.stream()
                .map(setting -> soFar.value(setting.id()))
                .toList();
    }

    private static boolean isNamed(Target target, Answers soFar) {
        return switch (target) {
            case LOCAL -> true;
            case SERVER -> SetupForm.valid(soFar, Settings.SERVER_URL).isPresent();
            case AWS -> SetupForm.valid(soFar, Settings.REGION).isPresent();
        };
    }

    private static String subject(Target target, Answers soFar) {
        return switch (target) {
            case LOCAL -> "";
            case SERVER ->
                SetupForm.valid(soFar, Settings.SERVER_URL)
                        .map(url -> "the server at " + url.host() + ":" + url.port())
                        .orElse("");
            case AWS -> "your AWS account";
        };
    }

    /** A look's work. */
    private interface Work {
        Optional<Refusal> perform(SecretPrompt prompt) throws FailureException;
    }

    private LookUp look(String subject, Work work, Object key) {
        return new LookUp() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public Optional<Refusal> look(SecretPrompt prompt) {
                Optional<Refusal> refusal;
                try {
                    facts.readAgain();
                    refusal = work.perform(prompt);
                } catch (FailureException e) {
                    refusal = Optional.of(new Refusal(List.of(), e.failure()));
                }
                if (refusal.isEmpty()) {
                    done.add(key);
                }
                return refusal;
            }
        };
    }

    private Optional<Refusal> ofDatabase(AppName app, Optional<EnvironmentName> environment) throws FailureException {
        environment.ifPresent(name -> facts.extensions(app, name));
        facts.throwIfUnreadable();
        Optional<NoDatabase> none = facts.noDatabase(Subcommand.SETUP, app, environment);
        return none.map(reason -> new Refusal(
                environment.isPresent()
                        ? List.of(Settings.ENVIRONMENT.id(), Settings.APP_NAME.id())
                        : List.of(Settings.APP_NAME.id()),
                RequestResolver.withoutDatabase(app, environment, reason)));
    }

    private Optional<Refusal> ofPlace(Target target, Answers soFar, SecretPrompt prompt) throws FailureException {
        if (!project.isWritable()) {
            return Optional.of(new Refusal(
                    List.of(Settings.TARGET.id()),
                    Failure.failed(
                            "project-not-writable",
                            "could not begin the setup",
                            project.directory() + " can't be written",
                            "Make it writable, or name another folder with {--project}.")));
        }
        Optional<SettingValues> known = values.of(soFar);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        DatabaseRequest request = known.get().request();
        TargetPorts there = ports.apply(known.get());
        Optional<Refusal> refusal =
                refusal(request, there.preflight().precheck(request, prompt)).or(() -> ofBucket(soFar, known.get()));
        if (refusal.isPresent() || target != Target.SERVER) {
            return refusal;
        }
        ServerUrl url = request.serverUrl().orElseThrow();
        facts.found(url, there.roleManager().extensions(request, Progress.SILENT));
        return ofExtensions(soFar);
    }

    private static Optional<Refusal> refusal(DatabaseRequest request, List<Preflight.Finding> findings) {
        List<Preflight.Finding> problems = findings.stream()
                .filter(finding -> finding.verdict() == Preflight.Verdict.PROBLEM)
                .toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String why = String.join(
                "; ", problems.stream().map(Preflight.Finding::found).distinct().toList());
        Remedy remedy = Remedy.all(
                problems.stream().map(Preflight.Finding::remedy).distinct().toList());
        return Optional.of(new Refusal(
                questions(request.target()),
                Failure.failed("precheck", "could not begin the setup of " + request.cluster(), why, remedy)));
    }

    /** The questions whose answer names the place, the last one first. */
    static List<String> questions(Target target) {
        return switch (target) {
            case LOCAL -> List.of(Settings.TARGET.id());
            case SERVER -> List.of(Settings.SERVER_URL.id(), Settings.TARGET.id());
            case AWS ->
                List.of(Settings.BUCKET.id(), Settings.ACCOUNT.id(), Settings.REGION.id(), Settings.TARGET.id());
        };
    }

    /** Has the bucket asked for where the project's files lead to none. */
    private Optional<Refusal> ofBucket(Answers soFar, SettingValues known) {
        DatabaseRequest request = known.request();
        if (request.target() != Target.AWS) {
            return Optional.empty();
        }
        BackendSettings given = BackendSettings.of(known);
        try {
            project.configuration(request, given);
            if (given.bucket().isEmpty()) {
                facts.leadsToBucket(request.app(), request.environment());
            }
            return Optional.empty();
        } catch (FailureException e) {
            if (!e.failure().code().equals(BUCKET_MISSING)) {
                return Optional.of(new Refusal(questions(Target.AWS), e.failure()));
            }
            facts.lacksBucket(request.app(), request.environment(), e.failure().why());
            withoutBucket.add(place(soFar));
            return Optional.empty();
        }
    }

    /** Judges the extensions that were given before the server was asked for what it has. */
    private Optional<Refusal> ofExtensions(Answers soFar) {
        return form.questions().stream()
                .filter(question -> question.id().equals(Settings.EXTENSIONS.id()))
                .flatMap(question ->
                        soFar
                                .value(question.id())
                                .flatMap(value -> question.validator().problem(value, soFar))
                                .stream())
                .map(problem -> new Refusal(
                        List.of(Settings.EXTENSIONS.id()),
                        Failure.input(
                                "extension-not-available",
                                "could not switch the extensions",
                                problem,
                                Remedy.of(
                                        "Correct {}. {} lists what a server has.",
                                        Remedy.option(Settings.EXTENSIONS.flag()),
                                        Subcommand.EXTENSIONS_LIST.call()))))
                .findFirst();
    }
}
