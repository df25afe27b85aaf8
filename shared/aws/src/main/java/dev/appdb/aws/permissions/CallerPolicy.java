package dev.appdb.aws.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The least-privilege IAM policies of a principal. */
public final class CallerPolicy {
    private final PolicyScope about;
    private final Grantee whom;
    private final List<Permission> permissions;

    private CallerPolicy(PolicyScope about, Grantee whom, List<Permission> permissions) {
        this.about = about;
        this.whom = whom;
        this.permissions = List.copyOf(permissions);
    }

    /** The principals that appdb prints policies for. */
    public enum Grantee {
        /** The user or role that runs appdb. */
        CALLER("caller"),
        /** The service role of CloudFormation. */
        SERVICE_ROLE("service-role");

        private final String word;

        Grantee(String word) {
            this.word = word;
        }

        /** @throws IllegalArgumentException if the word is neither */
        public static Grantee of(String word) {
            return Arrays.stream(values())
                    .filter(whom -> whom.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no policy for \"" + word + "\": use "
                            + Arrays.stream(values()).map(whom -> whom.word).collect(Collectors.joining(" or "))));
        }
    }

    public static CallerPolicy of(Grantee whom, PolicyScope about) {
        return new CallerPolicy(
                about,
                whom,
                switch (whom) {
                    case CALLER -> forCaller(about);
                    case SERVICE_ROLE -> DeploymentPermissions.of(about);
                });
    }

    /**
     * Without a service role CloudFormation works with the caller's rights, so the caller needs both. With one the
     * caller
     * still needs to read what is deployed: drift is detected with the caller's rights.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html">AWS:
     *     drift</a>
     */
    private static List<Permission> forCaller(PolicyScope about) {
        List<Permission> permissions = new ArrayList<>(AwsOperation.permissions(about));
        List<Permission> deployment = DeploymentPermissions.of(about);
        if (about.serviceRole().isEmpty()) {
            deployment.forEach(permission ->
                    permissions.add(permission.namesNoResource() ? permission.throughCloudFormation() : permission));
            return permissions;
        }
        permissions.add(Permission.of(
                        "HandOverServiceRole",
                        "iam",
                        List.of("PassRole"),
                        about.serviceRole().get().value())
                .when("StringEquals", "iam:PassedToService", "cloudformation.amazonaws.com"));
        deployment.stream()
                .map(Permission::reading)
                .filter(reading -> !reading.actions().isEmpty())
                .forEach(permissions::add);
        return permissions;
    }

    public List<Permission> permissions() {
        return permissions;
    }

    /** The policies to create, each small enough for IAM. */
    public List<PolicyDocument> documents() {
        return PolicyDocument.split("appdb-" + about.cluster() + "-" + whom.word, permissions);
    }

    /**
     * A permissions boundary that suffices for the roles; empty where one limits them already, or where the permissions
     * change no role. Without one, the permissions are those of an administrator.
     */
    public Optional<PolicyDocument> missingBoundary() {
        boolean changesRoles =
                permissions.stream().anyMatch(permission -> permission.actions().contains("iam:CreateRole"));
        return changesRoles && about.permissionsBoundary().isEmpty()
                ? Optional.of(new PolicyDocument("appdb-" + about.cluster() + "-boundary", RoleBoundary.of(about)))
                : Optional.empty();
    }
}
