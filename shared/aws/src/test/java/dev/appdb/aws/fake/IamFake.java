package dev.appdb.aws.fake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** IAM: roles, what a policy is attached to, and the simulation of the caller's permissions. */
final class IamFake {
    private static final String ROLE = "AWS::IAM::Role";
    private static final String POLICY = "AWS::IAM::ManagedPolicy";
    private static final int PAGE_SIZE = 100;

    private final Account account;

    private IamFake(Account account) {
        this.account = account;
    }

    static QueryService of(Account account) {
        IamFake iam = new IamFake(account);
        return QueryService.query(
                "iam",
                "2010-05-08",
                "https://iam.amazonaws.com/doc/2010-05-08/",
                account,
                Map.of(
                        "GetRole", iam::getRole,
                        "ListEntitiesForPolicy", iam::entitiesForPolicy,
                        "SimulatePrincipalPolicy", iam::simulate));
    }

    private Consumer<Xml> getRole(Parameters parameters) {
        String name = parameters.required("RoleName");
        LiveResource role = account.find(ROLE, name)
                .orElseThrow(() -> noSuchEntity("The role with name " + name + " cannot be found."));
        String trust = URLEncoder.encode(
                role.properties().path("AssumeRolePolicyDocument").toString(), StandardCharsets.UTF_8);
        return result -> result.child(
                "Role",
                body -> body.text("Path", path(role))
                        .text("RoleName", name)
                        .text("RoleId", "AROAFAKEFAKEFAKEFAKE1")
                        .text("Arn", roleArn(role))
                        .text("CreateDate", role.created())
                        .text("AssumeRolePolicyDocument", trust)
                        .text("MaxSessionDuration", 3600));
    }

    private Consumer<Xml> entitiesForPolicy(Parameters parameters) {
        String policy = parameters.required("PolicyArn");
        if (account.find(POLICY, policy).isEmpty() && account.attachedTo(policy).isEmpty()) {
            throw noSuchEntity("Policy " + policy + " does not exist or is not attachable.");
        }
        List<String> roles = List.copyOf(rolesWith(policy));
        Page<String> page = Page.of(roles, parameters.get("Marker"), parameters.number("MaxItems", PAGE_SIZE));
        return result -> result.text("IsTruncated", page.next() != null)
                .text("Marker", page.next())
                .list(
                        "PolicyRoles",
                        "member",
                        page.items(),
                        (body, role) -> body.text("RoleName", role).text("RoleId", "AROAFAKEFAKEFAKEFAKE1"))
                .list("PolicyUsers", "member", List.of(), (body, none) -> {})
                .list("PolicyGroups", "member", List.of(), (body, none) -> {});
    }

    private Set<String> rolesWith(String policy) {
        Set<String> roles = new TreeSet<>(account.attachedTo(policy));
        for (LiveResource role : account.all(ROLE)) {
            if (Json.texts(role.properties().path("ManagedPolicyArns")).contains(policy)) {
                roles.add(role.physicalId());
            }
        }
        return roles;
    }

    private Consumer<Xml> simulate(Parameters parameters) {
        String source = parameters.required("PolicySourceArn");
        requireEntity(source);
        List<String> resources = parameters.list("ResourceArns.member");
        Page<String> page = Page.of(
                parameters.list("ActionNames.member"),
                parameters.get("Marker"),
                parameters.number("MaxItems", PAGE_SIZE));
        return result -> result.text("IsTruncated", page.next() != null)
                .text("Marker", page.next())
                .list(
                        "EvaluationResults",
                        "member",
                        page.items(),
                        (body, action) -> body.text("EvalActionName", action)
                                .text("EvalResourceName", resources.isEmpty() ? "*" : resources.get(0))
                                .text(
                                        "EvalDecision",
                                        account.credentials().allows(action) ? "allowed" : "implicitDeny"));
    }

    /** Sessions have no policies of their own: only users, groups and roles can be simulated. */
    private void requireEntity(String arn) {
        Optional<String> role = Optional.of(arn)
                .filter(text -> text.startsWith("arn:" + Account.PARTITION + ":iam:") && text.contains(":role/"))
                .map(text -> text.substring(text.lastIndexOf('/') + 1));
        if (role.isPresent()) {
            if (account.find(ROLE, role.get())
                    .filter(found -> roleArn(found).equals(arn))
                    .isEmpty()) {
                throw noSuchEntity("The requested entity " + arn + " does not exist.");
            }
        } else if (!arn.contains(":user/") && !arn.contains(":group/")) {
            throw new AwsError(
                    400,
                    "InvalidInput",
                    "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
        }
    }

    static String roleArn(LiveResource role) {
        return Arns.iam("role" + path(role) + role.physicalId());
    }

    private static String path(LiveResource role) {
        return role.properties().path("Path").asText("/");
    }

    private static AwsError noSuchEntity(String message) {
        return new AwsError(404, "NoSuchEntity", message);
    }
}
