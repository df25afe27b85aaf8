package dev.appdb.aws.permissions;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.util.ArrayList;
import java.util.Collection;
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
        for (List<Permission> alike : alike(permissions)) {
            missing.addAll(missing(arn, alike));
            count += alike.stream().mapToInt(each -> each.actions().size()).sum();
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

    /** The permissions of one service under the same conditions, which one simulation is about. */
    private static Collection<List<Permission>> alike(List<Permission> permissions) {
        Map<String, List<Permission>> groups = new TreeMap<>();
        for (Permission permission : permissions) {
            permission.actions().stream()
                    .collect(Collectors.groupingBy(action -> action.substring(0, action.indexOf(':'))))
                    .forEach((service, actions) -> groups.computeIfAbsent(
                                    service + new TreeMap<>(permission.conditions()), any -> new ArrayList<>())
                            .add(new Permission(
                                    permission.sid(), actions, permission.resources(), permission.conditions())));
        }
        return groups.values();
    }

    private List<String> missing(String arn, List<Permission> alike) throws FailureException {
        List<String> actions = alike.stream()
                .flatMap(each -> each.actions().stream())
                .distinct()
                .toList();
        List<String> resources = alike.stream()
                .flatMap(each -> each.resources().stream())
                .filter(resource -> !resource.equals("*"))
                .map(PermissionCheck::concrete)
                .distinct()
                .toList();
        List<ContextEntry> entries = entries(alike.get(0).conditions());
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
        return pattern.replace("*", "appdb").replace('?', '1');
    }

    /** The context that the conditions ask for; a key that must be absent is left out. */
    private static List<ContextEntry> entries(Map<String, Map<String, List<String>>> conditions) {
        List<ContextEntry> entries = new ArrayList<>();
        conditions.forEach((operator, keys) -> keys.forEach((key, values) -> {
            if (!operator.equals("Null")) {
                entries.add(ContextEntry.builder()
                        .contextKeyName(key)
                        .contextKeyType(type(operator))
                        .contextKeyValues(concrete(values.get(0)))
                        .build());
            }
        }));
        return entries;
    }

    private static ContextKeyTypeEnum type(String operator) {
        if (operator.startsWith("ForAnyValue:")) {
            return ContextKeyTypeEnum.STRING_LIST;
        }
        return operator.equals("Bool") ? ContextKeyTypeEnum.BOOLEAN : ContextKeyTypeEnum.STRING;
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
