package dev.appdb.aws.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.template.StackResource;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemovalPlanTest {
    private static final String VAULT = "app-dev-db-backup-vault";

    private static final String NOT_TOUCHED =
            "left alone: the network with its subnets, Terraform's state and the role manager's jar beside it, and the"
                    + " project's files";

    private final Deployed deployed = Deployed.whole();

    private Plan plan() {
        return RemovalPlan.of(Deployed.request(false), VAULT, deployed.facts());
    }

    private static ResourceChange change(Plan plan, String name) {
        return plan.changes().stream()
                .filter(change -> change.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotKeptIsRemovedAndLosesDataWhereItHoldsSome() {
        Plan plan = plan();

        assertThat(plan.changes())
                .allMatch(change -> change.action() == Action.REMOVE)
                .extracting(ResourceChange::name)
                .containsExactly("app-dev", "app-dev-primary");
        assertThat(change(plan, "app-dev").losesData()).isTrue();
        assertThat(change(plan, "app-dev").details()).containsExactly("leaves a final snapshot");
        assertThat(change(plan, "app-dev-primary").losesData()).isFalse();
        assertThat(change(plan, "app-dev-primary").details()).isEmpty();
    }

    @Test
    void whatIsKeptIsNotedWithItsReason() {
        deployed.recoveryPoints = Optional.of(3);

        assertThat(plan().notes())
                .containsExactly(
                        "AWS::KMS::Key key-1 stays: the final snapshot and the backups can't be read without it",
                        "AWS::Backup::BackupVault " + VAULT
                                + " stays with 3 recovery points, and a later setup uses it"
                                + " again; --delete-backups deletes it",
                        "deletion protection is on; it is turned off after you have typed the cluster's name",
                        NOT_TOUCHED);
    }

    @Test
    void anythingElseThatIsKeptIsNotedPlainly() {
        deployed.item(StackResource.ROLE_MANAGER_LOGS, "/aws/lambda/app-dev-role-manager", "Retain");

        assertThat(plan().notes()).contains("AWS::Logs::LogGroup /aws/lambda/app-dev-role-manager stays");
    }

    @Test
    void backupsThatAreToGoTakeTheirVaultWithThem() {
        deployed.recoveryPoints = Optional.of(3);
        deployed.deleteBackups = true;

        Plan plan = plan();

        assertThat(change(plan, VAULT).details()).containsExactly("with 3 recovery points");
        assertThat(change(plan, VAULT).losesData()).isTrue();
        assertThat(plan.notes()).noneMatch(note -> note.contains(VAULT));
    }

    @Test
    void aVaultThatAnEarlierRemovalLeftGoesWhenBackupsAreToGo() {
        Deployed left = Deployed.nothing();
        left.recoveryPoints = Optional.of(0);

        assertThat(RemovalPlan.of(Deployed.request(false), VAULT, left.facts()).isUpToDate())
                .isTrue();
        left.deleteBackups = true;
        assertThat(RemovalPlan.of(Deployed.request(false), VAULT, left.facts()).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.name()).isEqualTo(VAULT);
                    assertThat(change.details()).isEmpty();
                });
    }

    @Test
    void whereThereIsNothingThereIsNothingToDo() {
        Plan plan = RemovalPlan.of(
                Deployed.request(false), VAULT, Deployed.nothing().facts());

        assertThat(plan.isUpToDate()).isTrue();
        assertThat(plan.notes()).containsExactly(NOT_TOUCHED);
        assertThat(plan.id()).isEqualTo("destroy-app-dev");
    }

    @Test
    void protectionIsSpokenOfOnlyWhereItIsOn() {
        deployed.cluster = Optional.of(Deployed.cluster("available", false, "app-dev-primary"));

        assertThat(plan().notes()).noneMatch(note -> note.contains("protection"));
    }

    @Test
    void whatWasNeverMadeIsCalledByItsNameInTheTemplate() {
        deployed.item(StackResource.ROLE_MANAGER_FUNCTION, "", "Delete");

        assertThat(plan().changes()).extracting(ResourceChange::name).contains("RoleManagerFunction");
    }

    @Test
    void anotherStackOfTheSameNameIsAnotherPlan() {
        String first = plan().id();
        deployed.stackId = Optional.of(Deployed.STACK_ID.replace("0a1b", "2c3d"));

        assertThat(first).isEqualTo("destroy-app-dev-0a1b");
        assertThat(plan().id()).isEqualTo("destroy-app-dev-2c3d");
    }
}
