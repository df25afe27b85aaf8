package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.RoleManagerFailure;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.TransactionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One call of the function, from the payload to the answer. */
final class RoleManagerFunction {
    private final FunctionContext context;
    private final Consumer<String> log;

    RoleManagerFunction(FunctionContext context) {
        this.context = context;
        this.log = line -> context.log().accept(line.replaceAll("\\p{Cntrl}+", " "));
    }

    /** Returns whether the payload asks for the full answer, as far as that can be told. */
    static boolean asksForAll(String payload) {
        try {
            return FunctionRequest.asksForAll(JsonObject.parse(payload));
        } catch (JsonShapeException notAnObject) {
            return false;
        }
    }

    /** @throws FailureException for whatever goes wrong that is no bug */
    String answer(String payload, Deadline deadline) throws FailureException {
        Instant start = context.clock().instant();
        try {
            Input input = input(payload);
            String answer = answer(input.request(), input.environment(), deadline);
            log.accept(input.request().action().label() + " took " + millisSince(start) + " ms");
            return answer;
        } catch (FailureException e) {
            log.accept("failed after " + millisSince(start) + " ms: " + e.getMessage());
            throw e;
        }
    }

    private long millisSince(Instant start) {
        return Duration.between(start, context.clock().instant()).toMillis();
    }

    private record Input(FunctionRequest request, FunctionEnvironment environment) {}

    private Input input(String payload) throws FailureException {
        List<String> problems = new ArrayList<>();
        String code = FailureCode.CONFIGURATION;
        FunctionRequest request = null;
        FunctionEnvironment environment = null;
        try {
            request = FunctionRequest.of(JsonObject.parse(payload));
        } catch (JsonShapeException e) {
            problems.add("the payload cannot be read: " + e.getMessage());
            code = FailureCode.REQUEST;
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
            code = e.code();
        }
        try {
            environment = FunctionEnvironment.of(context.variables());
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
        }
        if (request == null || environment == null) {
            throw RoleManagerFailure.of(
                    "could not start the role manager",
                    String.join("; ", problems),
                    "Correct "
                            + (problems.size() == 1 ? "that" : "all of that")
                            + ": the payload where it is called, the environment by deploying the function again.",
                    code,
                    null);
        }
        return new Input(request, environment);
    }

    private String answer(FunctionRequest request, FunctionEnvironment environment, Deadline deadline)
            throws FailureException {
        RoleSpec spec = environment
                .names()
                .withExtensions(request.extensions())
                .withExpected(request.expected())
                .withKeepConnect(request.keepConnect());
        log.accept(request.action().label() + " database " + spec.database() + " on " + environment.host() + ":"
                + environment.port() + " as " + environment.masterUser());
        Path authorities = context.authorities().file();
        Secret password = new SecretsManager(environment, context.clock(), context.sleeper(), context.random())
                .masterPassword(deadline);
        DatabaseTokens tokens = context.tokens().apply(environment);
        FunctionLogins logins = new FunctionLogins(environment, authorities, password, tokens, deadline);
        RoleManager manager = new RoleManager(logins, policy(deadline));
        return switch (request.action()) {
            case MANAGE -> manage(request, spec, manager);
            case PLAN -> plan(request, spec, manager);
            case CHECK -> check(request, spec, manager, logins);
            case EXTENSIONS -> ResponseJson.of(manager.extensions());
            case ACCESS -> access(request, spec, manager);
        };
    }

    /** No statement outlasts the call, so that whoever waits for another run learns it. */
    private TransactionPolicy policy(Deadline deadline) {
        TransactionPolicy standard = TransactionPolicy.standard(context.sleeper(), context.random());
        return standard.endingIn(deadline::untilAnswer).notifying(wait -> log.accept(wait.sentence()));
    }

    private String manage(FunctionRequest request, RoleSpec spec, RoleManager manager) throws FailureException {
        ManageReport report = manager.manage(spec, request.update());
        report.changes().forEach(change -> log.accept("changed: " + change));
        List<String> refusals = new ArrayList<>();
        report.manualActions().forEach(action -> refusals.add(action.sentence()));
        report.extensions().stream()
                .filter(extension -> extension.result() == ExtensionOutcome.Result.REFUSED)
                .forEach(extension -> refusals.add(
                        "extension " + extension.name() + ": " + extension.reason() + ". " + extension.remedy()));
        refusals.forEach(refusal -> log.accept("not as declared: " + refusal));
        if (report.changedNothing()) {
            log.accept("nothing had to be changed");
        }
        if (request.full()) {
            return ResponseJson.of(report);
        }
        if (!report.succeeded()) {
            throw RoleManagerFailure.of(
                    "could not make database " + spec.database() + " all as declared",
                    String.join("; ", refusals),
                    Remedy.of("All else was done; run {} again once that is settled.", Remedy.AGAIN),
                    FailureCode.NOT_AS_DECLARED,
                    null);
        }
        return report.roles().toJson();
    }

    private String access(FunctionRequest request, RoleSpec spec, RoleManager manager) throws FailureException {
        AccessReport report = manager.access(spec, request.access());
        report.changes().forEach(change -> log.accept("changed: " + change));
        return ResponseJson.of(report);
    }

    private String plan(FunctionRequest request, RoleSpec spec, RoleManager manager) throws FailureException {
        DatabasePlan plan = manager.plan(spec, request.update().mode());
        plan.changes().forEach(change -> log.accept("planned: " + change.sentence()));
        log.accept(plan.changes().size() + " changes, " + plan.takingAway().size() + " take something away");
        return ResponseJson.of(plan);
    }

    private String check(FunctionRequest request, RoleSpec spec, RoleManager manager, FunctionLogins logins)
            throws FailureException {
        Remedy update = request.updateCommand();
        CheckReport catalog = manager.check(spec, new CheckOptions(request.probe(), update));
        CheckReport report = new LoginChecks(logins, update).in(catalog, spec.users());
        report.failed().forEach(check -> log.accept(FailedChecks.line(check)));
        log.accept(report.checks().size() + " checks, " + report.failed().size() + " failed");
        if (request.full()) {
            return ResponseJson.of(report);
        }
        if (report.hasCriticalFailure()) {
            throw FailedChecks.asFailure(spec.database(), report);
        }
        return "{\"success\":true}";
    }
}
