package dev.appdb.cli.wiring;

import dev.appdb.aws.permissions.CallerPolicy;
import dev.appdb.aws.permissions.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * IAM policies as files for {@code aws iam create-policy}.
 *
 * @param policies the policies that a principal needs
 * @param boundary a permissions boundary, where these policies make whoever has them an administrator without one
 */
public record PolicyFiles(List<PolicyFile> policies, Optional<PolicyFile> boundary) {

    public PolicyFiles {
        policies = List.copyOf(policies);
    }

    static PolicyFiles of(CallerPolicy policy) {
        return new PolicyFiles(
                policy.documents().stream().map(PolicyFile::of).toList(),
                policy.missingBoundary().map(PolicyFile::of));
    }

    /** The policies, then the boundary. */
    public List<PolicyFile> all() {
        return Stream.concat(policies.stream(), boundary.stream()).toList();
    }

    /**
     * One policy.
     *
     * @param name its name in the account
     * @param json its document, formatted
     */
    public record PolicyFile(String name, String json) {

        static PolicyFile of(PolicyDocument document) {
            return new PolicyFile(document.name(), document.json());
        }

        public String file() {
            return name + ".json";
        }
    }
}
