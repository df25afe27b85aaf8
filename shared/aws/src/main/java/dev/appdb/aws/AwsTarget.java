package dev.appdb.aws;

import dev.appdb.aws.account.AccountCheck;
import dev.appdb.aws.account.AccountNames;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.account.DatabaseOwner;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.connection.AwsConnector;
import dev.appdb.aws.lambda.LambdaRoleManager;
import dev.appdb.aws.permissions.CallerPolicy;
import dev.appdb.aws.permissions.PolicyScope;
import dev.appdb.aws.preflight.AwsPreflight;
import dev.appdb.aws.preflight.GoodPractice;
import dev.appdb.aws.removal.StackRemoval;
import dev.appdb.aws.stack.AwsStatus;
import dev.appdb.aws.stack.StackApplier;
import dev.appdb.aws.stack.StackDrift;
import dev.appdb.aws.stack.StackPlanner;
import dev.appdb.aws.stack.StackRollBack;
import dev.appdb.engine.Deployer;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RollBack;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Sleeper;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** The target {@code aws}. It delegates to one class for each port and each operation. */
public final class AwsTarget implements Deployer {
    private final AwsContext context;
    private final StackPlanner planner;
    private final StackApplier applier;
    private final StackRemoval removal;
    private final AwsStatus status;

    /**
     * Creates the target without any call or client.
     *
     * @param clients creates the clients of a Region
     */
    public AwsTarget(
            Project project, AwsSettings settings, Function<Region, AwsClients> clients, Clock clock, Sleeper sleeper) {
        this.context = new AwsContext(project, settings, clients, clock, sleeper);
        this.planner = new StackPlanner(context);
        this.applier = new StackApplier(context);
        this.removal = new StackRemoval(context);
        this.status = new AwsStatus(context);
    }

    public TargetPorts ports() {
        return new TargetPorts(
                this, new LambdaRoleManager(context), new AwsConnector(context), new AwsPreflight(context));
    }

    @Override
    public Plan plan(DatabaseRequest request, Progress progress) throws FailureException {
        new AwsPreflight(context).require(request);
        return new GoodPractice(context, request).noted(planner.plan(request, progress));
    }

    @Override
    public Plan planned(DatabaseRequest request, String id) throws FailureException {
        new AccountCheck(context).require(request);
        return planner.planned(request, id);
    }

    /** The stack's template, formatted for reading; makes no call. */
    public String template(DatabaseRequest request) throws FailureException {
        return planner.template(request).json();
    }

    /**
     * The least-privilege policies for the principal that runs appdb, or for the service role of CloudFormation; makes
     * no call.
     *
     * @param whom {@code caller} or {@code service-role}
     * @throws IllegalArgumentException if it is neither
     */
    public CallerPolicy policy(DatabaseRequest request, String whom) throws FailureException {
        return CallerPolicy.of(
                CallerPolicy.Grantee.of(whom),
                PolicyScope.of(
                        request,
                        PolicyScope.ANY_ACCOUNT,
                        new AccountNames(context).bucket(request),
                        context.settings().role()));
    }

    @Override
    public Remedy afterInterruption(DatabaseRequest request, Remedy.Command again) {
        String stack = "--stack-name " + DatabaseStack.of(request).name() + " --region " + AwsContext.region(request);
        return Remedy.of(
                "AWS continues the operation. Run {} to follow it. To roll it back instead: an update with {}, a first"
                        + " deployment with {}.",
                again,
                Remedy.shell("aws cloudformation cancel-update-stack " + stack),
                // CloudFormation can't delete a cluster that is protected from the start.
                request.aurora().protectedFromStart()
                        ? request.command(Subcommand.DESTROY)
                        : Remedy.shell("aws cloudformation delete-stack " + stack));
    }

    @Override
    public void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        if (!plan.isUpToDate()) {
            DatabaseOwner.require(context, request);
        }
        applier.apply(request, plan, progress);
    }

    @Override
    public boolean continuesWithoutProcess() {
        return true;
    }

    @Override
    public Optional<RollBack> rollBack(DatabaseRequest request) throws FailureException {
        return new StackRollBack(context, request).now();
    }

    @Override
    public Plan planDestroy(DatabaseRequest request, Progress progress) throws FailureException {
        new AccountCheck(context).require(request);
        return removal.plan(request, progress);
    }

    @Override
    public void destroy(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        DatabaseOwner.require(context, request);
        removal.remove(request, plan, progress);
    }

    @Override
    public TargetStatus status(DatabaseRequest request) throws FailureException {
        new AccountCheck(context).require(request);
        return status.of(request);
    }

    @Override
    public DriftReport drift(DatabaseRequest request, Progress progress) throws FailureException {
        new AccountCheck(context).require(request);
        return new StackDrift(context).of(request, progress);
    }

    @Override
    public boolean stop(DatabaseRequest request, Progress progress) throws FailureException {
        if (request.aurora().adopted().isPresent()) {
            throw Failure.refused(
                            "not-stoppable",
                            "did not stop " + request.cluster(),
                            DatabaseStack.of(request).database() + " is not appdb's",
                            "Have its owner stop it.")
                    .asException();
        }
        throw Failure.refused(
                        "not-stoppable",
                        "did not stop " + request.cluster(),
                        "RDS starts a stopped cluster again after 7 days, and connections would fail until then",
                        Remedy.of(
                                "Let it pause when idle instead: {}.",
                                Subcommand.APPLY
                                        .with("--min-capacity", "0")
                                        .about(
                                                request.app().value(),
                                                request.environment().value())))
                .asException();
    }
}
