package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AccountCheck;
import dev.appdb.aws.account.AccountNames;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.Caller;
import dev.appdb.aws.account.DatabaseOwner;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.account.NetworkLookUp;
import dev.appdb.aws.account.NetworkName;
import dev.appdb.aws.account.NetworkParts;
import dev.appdb.aws.cluster.AdoptedDatabase;
import dev.appdb.aws.cluster.AdoptedLookUp;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.lambda.JarContents;
import dev.appdb.aws.permissions.CallerPolicy;
import dev.appdb.aws.permissions.Permission;
import dev.appdb.aws.permissions.PermissionCheck;
import dev.appdb.aws.permissions.PolicyScope;
import dev.appdb.aws.permissions.Principal;
import dev.appdb.aws.permissions.ServiceRole;
import dev.appdb.aws.stack.StackPlanner;
import dev.appdb.engine.Preflight;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.SecretPrompt;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the account for everything that a database needs, and reports all problems at once. */
public final class AwsPreflight implements Preflight {
    private final AwsContext context;

    public AwsPreflight(AwsContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> examine(DatabaseRequest request) {
        List<Finding> findings = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        look(findings, "credentials", () -> {
            Caller caller = Caller.of(context.clients(request));
            callers.add(caller);
            return List.of(Finding.good("credentials", caller.arn() + " in account " + caller.account()));
        });
        findings.add(Finding.good("region", AwsContext.region(request).value()));
        findings.addAll(names(request));
        // Without credentials every other look-up would say the same again.
        callers.forEach(caller -> {
            findings.addAll(account(request, caller));
            look(findings, "good practice", () -> new GoodPractice(context, request).findings());
        });
        findings.add(roleManager(request));
        return findings;
    }

    /** Credentials, account, bucket and network; a bucket that nothing names yet is asked for. */
    @Override
    public List<Finding> precheck(DatabaseRequest request, SecretPrompt prompt) {
        List<Finding> findings = new ArrayList<>();
        look(findings, "credentials", () -> {
            Caller caller = Caller.of(context.clients(request));
            List<Finding> found = new ArrayList<>();
            if (hasBucket(request)) {
                look(found, "state bucket", () -> List.of(new AccountCheck(context).stateBucket(request, caller)));
            }
            if (DatabaseStack.of(request).isAdoption()) {
                look(found, "adopted database", () -> adopted(request));
            } else {
                look(found, "network", () -> network(request, lookUps(request)));
            }
            return found;
        });
        return findings;
    }

    private boolean hasBucket(DatabaseRequest request) {
        try {
            new AccountNames(context).bucket(request);
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    private Finding roleManager(DatabaseRequest request) {
        return JarContents.finding(context.settings().roleManagerJar(), AwsContext.region(request));
    }

    private AccountLookUps lookUps(DatabaseRequest request) throws FailureException {
        return new AccountLookUps(context.clients(request));
    }

    /** @throws FailureException naming everything in the account that keeps a database from being deployed */
    public void require(DatabaseRequest request) throws FailureException {
        DatabaseOwner.require(context, request);
        Caller caller = Caller.of(context.clients(request));
        List<Finding> findings = new ArrayList<>(names(request));
        findings.addAll(account(request, caller));
        findings.add(roleManager(request));
        Optional<Failure> failure = PreflightFailure.of(request, findings, kind(request));
        if (failure.isPresent()) {
            throw failure.get().asException();
        }
    }

    /** The kind of a failure: without a bucket and a network the request itself is incomplete. */
    private Failure.Kind kind(DatabaseRequest request) {
        AccountNames names = new AccountNames(context);
        try {
            names.bucket(request);
            if (!DatabaseStack.of(request).isAdoption()) {
                names.network(request);
            }
            return Failure.Kind.FAILED;
        } catch (FailureException e) {
            return e.failure().kind();
        }
    }

    private List<Finding> names(DatabaseRequest request) {
        List<Finding> findings = new ArrayList<>();
        look(findings, "names", () -> {
            new StackPlanner(context).template(request);
            return List.of(Finding.good("names", request.cluster() + " fits everywhere"));
        });
        return findings;
    }

    private List<Finding> account(DatabaseRequest request, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        look(findings, "state bucket", () -> List.of(new AccountCheck(context).stateBucket(request, caller)));
        if (DatabaseStack.of(request).isAdoption()) {
            look(findings, "adopted database", () -> adopted(request));
        } else {
            look(findings, "network", () -> network(request, lookUps(request)));
            look(findings, "cluster", () -> cluster(request));
            look(
                    findings,
                    "engine",
                    () -> List.of(AccountFindings.engine(
                            request, lookUps(request).versions(request.version().toString()))));
        }
        permissions(request, caller, findings);
        return findings;
    }

    private List<Finding> adopted(DatabaseRequest request) throws FailureException {
        AdoptedLookUp databases = new AdoptedLookUp(context.clients(request).rds());
        Optional<AdoptedDatabase> found =
                databases.find(DatabaseStack.of(request).database());
        return AdoptionFindings.of(request, found, found.isPresent() ? List.of() : databases.names());
    }

    private List<Finding> cluster(DatabaseRequest request) throws FailureException {
        ClusterLookUp clusters = new ClusterLookUp(context.clients(request).rds());
        return ClusterFindings.of(request, clusters.find(request)).stream().toList();
    }

    private List<Finding> network(DatabaseRequest request, AccountLookUps lookUps) throws FailureException {
        NetworkName name = new AccountNames(context).network(request);
        AwsClients clients = context.clients(request);
        NetworkParts parts = new NetworkLookUp(clients.ec2(), clients.rds()).parts(name);
        List<Finding> findings = new ArrayList<>(AccountFindings.network(name, parts));
        if (parts.vpcs().size() == 1) {
            Optional<String> group = parts.endpointGroups().size() == 1
                    ? Optional.of(parts.endpointGroups().get(0))
                    : Optional.empty();
            findings.add(AccountFindings.secretsManager(
                    lookUps.secretsManager(parts.vpcs().get(0)), group));
        }
        return findings;
    }

    private static final String ALLOWED = "Attach the policies that {} prints.";

    private void permissions(DatabaseRequest request, Caller caller, List<Finding> findings) {
        Optional<PolicyScope> scope = scope(request, caller.account());
        if (scope.isEmpty()) {
            // The bucket is not known, which has been said.
            return;
        }
        Remedy.Command policy = request.command(Subcommand.IAM_POLICY);
        simulate(
                findings,
                "permissions",
                caller.arn(),
                CallerPolicy.of(CallerPolicy.Grantee.CALLER, scope.get()).permissions(),
                request,
                Remedy.of(ALLOWED, policy));
        Optional<Arn> role = context.settings().role();
        Optional<Finding> problem = role.flatMap(arn -> problem(request, arn.value()));
        problem.ifPresent(findings::add);
        if (role.isPresent() && problem.isEmpty()) {
            simulate(
                    findings,
                    "service role",
                    role.get().value(),
                    CallerPolicy.of(CallerPolicy.Grantee.SERVICE_ROLE, scope.get())
                            .permissions(),
                    request,
                    Remedy.of(ALLOWED, policy.with("--for", "service-role")));
        }
    }

    private Optional<Finding> problem(DatabaseRequest request, String role) {
        Optional<String> name = Principal.of(role).flatMap(Principal::role);
        try {
            return name.isEmpty()
                    ? Optional.empty()
                    : ServiceRole.problem(context.clients(request).iam(), role, name.get());
        } catch (FailureException e) {
            // Whoever may not read it is no worse off; CloudFormation refuses it then.
            return Optional.empty();
        }
    }

    private void simulate(
            List<Finding> findings,
            String subject,
            String arn,
            List<Permission> permissions,
            DatabaseRequest request,
            Remedy remedy) {
        Optional<Principal> principal = Principal.of(arn);
        if (principal.isEmpty()) {
            findings.add(Finding.warning(
                    subject,
                    "the permissions of " + arn + " can't be simulated",
                    "Log in with a role or as a user, not as root."));
            return;
        }
        try {
            findings.add(new PermissionCheck(context.clients(request).iam())
                    .of(subject, principal.get(), permissions, remedy));
        } catch (FailureException e) {
            findings.add(Finding.warning(
                    subject,
                    "not checked: " + e.failure().why(),
                    "Allow iam:SimulatePrincipalPolicy to check them. A deployment does not need it."));
        }
    }

    private Optional<PolicyScope> scope(DatabaseRequest request, String account) {
        try {
            return Optional.of(PolicyScope.of(
                    request,
                    account,
                    new AccountNames(context).bucket(request),
                    context.settings().role()));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    private static void look(List<Finding> findings, String subject, LookUp lookUp) {
        try {
            findings.addAll(lookUp.perform());
        } catch (FailureException e) {
            findings.add(Finding.problem(subject, e.failure().why(), e.failure().remedy()));
        }
    }

    /** One look-up with its findings. */
    private interface LookUp {
        List<Finding> perform() throws FailureException;
    }
}
