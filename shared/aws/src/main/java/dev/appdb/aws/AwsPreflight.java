package dev.appdb.aws;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.engine.Preflight;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether the account has what a database takes: everything, so that all problems are known at once. */
final class AwsPreflight implements Preflight {
    private final AwsContext context;

    AwsPreflight(AwsContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> examine(DatabaseRequest request) {
        List<Finding> findings = new ArrayList<>();
        List<AccountLookUps.Caller> callers = new ArrayList<>();
        look(findings, "credentials", () -> {
            AccountLookUps.Caller caller = lookUps(request).caller();
            callers.add(caller);
            return List.of(Finding.good("credentials", caller.arn() + " in account " + caller.account()));
        });
        findings.add(Finding.good("region", AwsContext.region(request).value()));
        findings.addAll(names(request));
        // Without credentials every other look-up would say the same again.
        callers.forEach(caller -> findings.addAll(account(request, caller)));
        findings.add(JarContents.finding(context.settings().roleManagerJar()));
        return findings;
    }

    private AccountLookUps lookUps(DatabaseRequest request) {
        return new AccountLookUps(context.clients(request));
    }

    /** @throws FailureException naming everything in the account that keeps a database from being deployed */
    void require(DatabaseRequest request) throws FailureException {
        AccountLookUps.Caller caller = lookUps(request).caller();
        List<Finding> findings = new ArrayList<>(names(request));
        findings.addAll(account(request, caller));
        Optional<Failure> failure = PreflightFailure.of(request, findings);
        if (failure.isPresent()) {
            throw failure.get().asException();
        }
    }

    /**
     * Looks whether an account that flags name is the one that somebody is logged in to; without such a flag it makes no
     * call.
     *
     * @throws FailureException if its state bucket is not there, or of another account
     */
    void requireAccount(DatabaseRequest request) throws FailureException {
        if (context.settings().backend().equals(BackendSettings.NONE)) {
            return;
        }
        AccountLookUps lookUps = lookUps(request);
        Finding bucket = bucket(request, new StackInputs(context), lookUps, lookUps.caller());
        if (bucket.verdict() == Verdict.PROBLEM) {
            throw Failure.failed(
                            "aws-account",
                            "did not look for " + request.cluster() + " in the account that you are logged in to",
                            bucket.found(),
                            bucket.remedy() + " Without --bucket, --account and --account-id it is not checked.")
                    .asException();
        }
    }

    private List<Finding> names(DatabaseRequest request) {
        List<Finding> findings = new ArrayList<>();
        look(findings, "names", () -> {
            new StackInputs(context).offline(request, new StackInputs.Deployed(MissingNode.getInstance(), Map.of()));
            return List.of(Finding.good("names", request.cluster() + " fits everywhere"));
        });
        return findings;
    }

    private List<Finding> account(DatabaseRequest request, AccountLookUps.Caller caller) {
        AccountLookUps lookUps = lookUps(request);
        StackInputs inputs = new StackInputs(context);
        List<Finding> findings = new ArrayList<>();
        look(findings, "state bucket", () -> List.of(bucket(request, inputs, lookUps, caller)));
        look(findings, "network", () -> network(request, inputs, lookUps));
        look(
                findings,
                "engine",
                () -> List.of(AccountFindings.engine(
                        request, lookUps.versions(request.version().toString()))));
        permissions(request, inputs, caller, findings);
        return findings;
    }

    private static Finding bucket(
            DatabaseRequest request, StackInputs inputs, AccountLookUps lookUps, AccountLookUps.Caller caller)
            throws FailureException {
        String name = inputs.bucket(request);
        return AccountFindings.bucket(
                name,
                lookUps.bucket(name, caller.account()),
                caller.account(),
                AwsContext.region(request).value());
    }

    private List<Finding> network(DatabaseRequest request, StackInputs inputs, AccountLookUps lookUps)
            throws FailureException {
        NetworkName name = inputs.networkName(request);
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

    private void permissions(
            DatabaseRequest request, StackInputs inputs, AccountLookUps.Caller caller, List<Finding> findings) {
        Optional<PolicyScope> scope = scope(request, inputs, caller.account());
        if (scope.isEmpty()) {
            // The bucket is not known, which has been said.
            return;
        }
        String command = "Have it allowed what `appdb iam-policy " + request.flags();
        simulate(
                findings,
                "permissions",
                caller.arn(),
                CallerPolicy.of(CallerPolicy.Whom.CALLER, scope.get()).permissions(),
                request,
                command + "` prints.");
        context.settings()
                .role()
                .ifPresent(role -> simulate(
                        findings,
                        "service role",
                        role.value(),
                        CallerPolicy.of(CallerPolicy.Whom.SERVICE_ROLE, scope.get())
                                .permissions(),
                        request,
                        command + " --for service-role` prints."));
    }

    private void simulate(
            List<Finding> findings,
            String subject,
            String arn,
            List<Permission> permissions,
            DatabaseRequest request,
            String remedy) {
        Optional<Principal> principal = Principal.of(arn);
        if (principal.isEmpty()) {
            findings.add(Finding.warning(
                    subject,
                    "the permissions of " + arn + " can't be simulated",
                    "Log in with a role or as a user; not as the account's root."));
            return;
        }
        try {
            findings.add(new PermissionCheck(context.clients(request).iam())
                    .of(subject, principal.get(), permissions, remedy));
        } catch (FailureException e) {
            findings.add(Finding.warning(
                    subject,
                    "not looked at: " + e.failure().why(),
                    "Allow iam:SimulatePrincipalPolicy to have them looked at; deploying does not need it."));
        }
    }

    private Optional<PolicyScope> scope(DatabaseRequest request, StackInputs inputs, String account) {
        try {
            Optional<Arn> role = context.settings().role();
            return Optional.of(new PolicyScope(
                    request.app(),
                    AwsContext.region(request),
                    account,
                    inputs.bucket(request),
                    role,
                    request.aurora().permissionsBoundary()));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    private static void look(List<Finding> findings, String subject, LookUp lookUp) {
        try {
            findings.addAll(lookUp.perform());
        } catch (FailureException e) {
            findings.add(Finding.problem(
                    subject, e.failure().why(), e.failure().remedy().toString()));
        }
    }

    /** One look-up with its findings. */
    private interface LookUp {
        List<Finding> perform() throws FailureException;
    }
}
