package dev.appdb.aws.permissions;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Simulates with IAM if a principal has the permissions of a policy. Policies on resources and those of an organisation
 * with
 * conditions are not in the simulation.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">AWS</a>
 */
public final class PermissionCheck {
    private final IamClient iam;

    public PermissionCheck(IamClient iam) {
        this.iam = iam;
    }

    /**
     * The finding about a principal's permissions: all allowed, or the missing actions.
     *
     * @param subject such as {@code permissions}
     * @param remedy the remedy where some are missing
     */
    public Finding of(String subject, Principal principal, List<Permission> permissions, Remedy remedy)
            throws FailureException {
        String arn = fullArn(principal);
        TreeSet<String> missing = new TreeSet<>();
        int count = 0;
        for (List<Permission> service : byService(permissions)) {
            missing.addAll(missing(arn, service));
            count += service.stream().mapToInt(each -> each.actions().size()).sum();
        }
        return missing.isEmpty()
                ? Finding.good(subject, arn + " may do all " + count + " required actions")
                : Finding.problem(subject, arn + " may not do " + String.join(", ", missing), remedy);
    }

    /** A role's ARN with its path; without the path if the role can't be read. */
    private String fullArn(Principal principal) {
        if (principal.role().isEmpty()) {
            return principal.arn();
        }
        try {
            return AwsCall.make(
                    "could not look at role " + principal.role().get(),
                    () -> iam.getRole(
                                    request -> request.roleName(principal.role().get()))
                            .role()
                            .arn());
        } catch (FailureException e) {
            // Without its path it is right for most roles; if not, the simulation says that there is no such role.
            return principal.arn();
        }
    }

    private static List<List<Permission>> byService(List<Permission> permissions) {
        Map<String, List<Permission>> services = new TreeMap<>();
        for (Permission permission : permissions) {
            permission.actions().stream()
                    .collect(Collectors.groupingBy(action -> action.substring(0, action.indexOf(':'))))
                    .forEach((service, actions) -> services.computeIfAbsent(service, any -> new ArrayList<>())
                            .add(new Permission(
                                    permission.sid(), actions, permission.resources(), permission.conditions())));
        }
        return List.copyOf(services.values());
    }

    private List<String> missing(String arn, List<Permission> service) throws FailureException {
        List<String> actions = service.stream()
                .flatMap(each -> each.actions().stream())
                .distinct()
                .toList();
        List<String> resources = service.stream()
                .flatMap(each -> each.resources().stream())
                .filter(resource -> !resource.equals("*"))
                .map(PermissionCheck::concrete)
                .distinct()
                .toList();
        List<ContextEntry> entries = entries(service);
        List<EvaluationResult> results = AwsCall.make(
                "could not have the permissions of " + arn + " simulated",
                () -> iam
                        .simulatePrincipalPolicyPaginator(request -> request.policySourceArn(arn)
                                .actionNames(actions)
                                .resourceArns(resources)
                                .contextEntries(entries))
                        .evaluationResults()
                        .stream()
                        .toList());
        return results.stream().collect(Collectors.groupingBy(EvaluationResult::evalActionName)).entrySet().stream()
                .filter(action -> action.getValue().stream().noneMatch(PermissionCheck::mayBeAllowed))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A resource that matches the pattern. */
    static String concrete(String pattern) {
        return pattern.replace("*", "appdb");
    }

    private static List<ContextEntry> entries(List<Permission> service) {
        Map<String, List<String>> values = new TreeMap<>();
        service.forEach(each -> each.conditions().values().forEach(values::putAll));
        return values.entrySet().stream()
                .map(entry -> ContextEntry.builder()
                        .contextKeyName(entry.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING)
                        .contextKeyValues(concrete(entry.getValue().get(0)))
                        .build())
                .toList();
    }

    /**
     * Returns true if the action is allowed on any of the resources, or depends on a condition that can't be simulated.
     */
    private static boolean mayBeAllowed(EvaluationResult result) {
        return result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED
                || !result.missingContextValues().isEmpty()
                || result.resourceSpecificResults().stream()
                        .anyMatch(each -> each.evalResourceDecision() == PolicyEvaluationDecisionType.ALLOWED);
    }
}
