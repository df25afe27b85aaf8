package dev.appdb.aws.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.removal.RemovalBlockers.Blocker;
import dev.appdb.aws.removal.RemovalFacts.Attachment;
import dev.appdb.aws.removal.RemovalFacts.Rule;
import dev.appdb.aws.template.StackResource;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemovalBlockersTest {

    private static List<Blocker> blockers(Consumer<Deployed> otherwise) {
        Deployed deployed = Deployed.whole();
        otherwise.accept(deployed);
        return RemovalBlockers.of(Deployed.request(false), deployed.facts());
    }

    static Stream<Arguments> whatBlocksAlone() {
        return Stream.of(
                blocking(
                        deployed -> deployed.attachments.add(new Attachment(Deployed.APP_POLICY, "role", "service")),
                        "role service has policy app-dev-app-access",
                        "aws iam detach-role-policy --role-name service --policy-arn " + Deployed.APP_POLICY),
                blocking(
                        deployed -> deployed.attachments.add(new Attachment(Deployed.APP_POLICY, "user", "jo")),
                        "user jo has policy app-dev-app-access",
                        "aws iam detach-user-policy --user-name jo --policy-arn"),
                blocking(
                        deployed -> deployed.attachments.add(new Attachment(Deployed.APP_POLICY, "group", "devs")),
                        "group devs has policy app-dev-app-access",
                        "aws iam detach-group-policy --group-name devs --policy-arn"),
                blocking(
                        deployed -> deployed.rules.add(new Rule("sg-2", "service", "ingress", "sg-1")),
                        "an ingress rule of security group sg-2 (service) references sg-1",
                        "delete that rule from sg-2"),
                blocking(
                        deployed -> deployed.cluster =
                                Optional.of(Deployed.cluster("available", true, "app-dev-primary", "by-hand")),
                        "instance by-hand of the cluster is not in the stack",
                        "aws rds delete-db-instance --db-instance-identifier by-hand --region us-east-1"),
                blocking(
                        deployed -> {
                            deployed.item(StackResource.BACKUP_VAULT, "vault", "Delete");
                            deployed.recoveryPoints = Optional.of(1);
                        },
                        "the backup vault, which is deleted with the stack, holds 1 recovery point",
                        "--delete-backups"));
    }

    private static Arguments blocking(Consumer<Deployed> otherwise, String what, String remedy) {
        return Arguments.of(what, otherwise, remedy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatBlocksAlone(String what, Consumer<Deployed> otherwise, String remedy) {
        assertThat(blockers(otherwise)).singleElement().satisfies(blocker -> {
            assertThat(blocker.what()).isEqualTo(what);
            assertThat(blocker.remedy().toString()).contains(remedy).endsWith(".");
        });
    }

    static Stream<Arguments> whatBlocksNothing() {
        return Stream.of(
                harmless("a database as it is deployed", deployed -> {}),
                harmless(
                        "termination protection, which a removal turns off",
                        deployed -> deployed.terminationProtected = true),
                harmless("a vault that stays, with its recovery points", deployed -> {
                    deployed.recoveryPoints = Optional.of(7);
                }),
                harmless("a vault whose recovery points are to go, too", deployed -> {
                    deployed.item(StackResource.BACKUP_VAULT, "vault", "Delete");
                    deployed.recoveryPoints = Optional.of(7);
                    deployed.deleteBackups = true;
                }),
                harmless("an empty vault that goes with the stack", deployed -> {
                    deployed.item(StackResource.BACKUP_VAULT, "vault", "Delete");
                }),
                harmless("instances of a cluster that no stack has", deployed -> {
                    deployed.stackId = Optional.empty();
                    deployed.items.clear();
                }),
                harmless("a stack without a cluster", deployed -> deployed.cluster = Optional.empty()));
    }

    private static Arguments harmless(String name, Consumer<Deployed> otherwise) {
        return Arguments.of(name, otherwise);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatBlocksNothing(String name, Consumer<Deployed> otherwise) {
        assertThat(blockers(otherwise)).as(name).isEmpty();
    }

    @Test
    void oneBlockerIsARefusalWithoutNumbers() {
        Failure failure = RemovalBlockers.failure(
                        Deployed.request(false), List.of(new Blocker("a rule", Remedy.of("Remove it."))))
                .orElseThrow();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.why()).isEqualTo("the deletion would fail half way: a rule");
        assertThat(failure.remedy()).hasToString("Remove it.");
    }

    @Test
    void severalAreNumberedWithTheirRemedies() {
        Failure failure = RemovalBlockers.failure(
                        Deployed.request(false),
                        List.of(
                                new Blocker("a rule", Remedy.of("Remove it.")),
                                new Blocker("a role", Remedy.of("Detach it."))))
                .orElseThrow();

        assertThat(failure.why()).isEqualTo("the deletion would fail half way: (1) a rule; (2) a role");
        assertThat(failure.remedy()).hasToString("(1) Remove it. (2) Detach it.");
        assertThat(RemovalBlockers.failure(Deployed.request(false), List.of())).isEmpty();
    }
}
