package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.LiveResource;
import dev.appdb.engine.DriftReport.DriftedResource;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.StorageType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of all that keeps a database safe beside its template, and of accounts with rules of their own. */
class GoodPracticeTest {
    private static final String LOG = "/aws/rds/cluster/app-dev/postgresql";

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    private void with(Consumer<AuroraSettings.Builder> change) {
        AuroraSettings.Builder settings = AuroraSettings.builder();
        change.accept(settings);
        project.aurora(settings.build());
    }

    private Plan plan() throws FailureException {
        return project.target().plan(project.request(), project);
    }

    private void deploy() throws FailureException {
        project.target().apply(project.request(), plan(), project);
        aws.stacks().settle();
    }

    private void destroy() throws FailureException {
        project.target().destroy(project.request(), project.target().planDestroy(project.request(), project), project);
    }

    private Finding finding(String subject) {
        return project.target().ports().preflight().examine(project.request()).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private Optional<LiveResource> live(String type, String id) {
        return aws.account().find(type, id);
    }

    private boolean isTerminationProtected() {
        return aws.calls().of("UpdateTerminationProtection").stream()
                .reduce((first, last) -> last)
                .map(call -> call.parameters().getOrDefault("EnableTerminationProtection", ""))
                .filter("true"::equals)
                .isPresent();
    }

    @Test
    void theLogGroupIsMadeBeforeTheClusterAndKeepsAYear() throws Exception {
        deploy();

        List<String> history = aws.stacks().history();
        assertThat(history.indexOf(STACK + " DatabaseLogs CREATE_COMPLETE"))
                .isNotNegative()
                .isLessThan(history.indexOf(STACK + " DatabaseCluster CREATE_IN_PROGRESS"));
        assertThat(live("AWS::Logs::LogGroup", LOG).orElseThrow().properties().path("RetentionInDays"))
                .isEqualTo(IntNode.valueOf(365));
        assertThat(finding("database log").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aLogGroupThatIsThereAlreadyIsUsedAndThePlanNamesItsRetention() throws Exception {
        aws.account().add("AWS::Logs::LogGroup", LOG, "{}");
        aws.account().add("AWS::Logs::LogGroup", LOG + "-of-another", "{\"RetentionInDays\": 365}");

        assertThat(plan().notes())
                .contains(
                        "log group " + LOG + " exists already: it is used as it is and stays outside the stack",
                        "log group " + LOG + " keeps its logs forever, not for 365 days; doctor says what to do");
        deploy();

        assertThat(aws.stacks().physicalIds(STACK)).doesNotContainKey("DatabaseLogs");
        assertThat(plan().isUpToDate()).as("the next plan leaves it out, too").isTrue();
        Finding finding = finding("database log");
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.remedy().toString())
                .contains("aws logs put-retention-policy --log-group-name " + LOG
                        + " --retention-in-days 365 --region us-east-1");
    }

    @Test
    void theLogsOutliveTheDatabaseAndALaterOneUsesTheirGroupAgain() throws Exception {
        deploy();
        destroy();

        assertThat(live("AWS::Logs::LogGroup", LOG)).isPresent();
        Plan again = plan();
        assertThat(again.notes()).anyMatch(note -> note.startsWith("log group " + LOG + " exists already"));
        assertThat(again.notes()).noneMatch(note -> note.contains("not for 365 days"));
        deploy();
        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
    }

    @Test
    void anotherRetentionChangesBothGroupsInPlace() throws Exception {
        deploy();
        with(settings -> settings.logRetentionDays(731));

        assertThat(plan().changes())
                .filteredOn(change -> change.type().equals("AWS::Logs::LogGroup"))
                .hasSize(2)
                .allMatch(change -> change.action() == Action.MODIFY)
                .allMatch(change -> change.details().contains("RetentionInDays: 365 becomes 731"));
    }

    @Test
    void aRegionThatIsOptedOutOfBackupsIsAWarningInPlanAndDoctor() throws Exception {
        aws.account().optOutOfBackups("Aurora");

        assertThat(plan().notes()).anyMatch(note -> note.startsWith("AWS Backup is opted out of Aurora in us-east-1"));
        Finding finding = finding("backups");
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.remedy().toString())
                .contains("aws backup update-region-settings --resource-type-opt-in-preference Aurora=true");
    }

    @Test
    void anOptInThatCanNotBeReadIsNoHindrance() throws Exception {
        aws.faults().at("DescribeRegionSettings").times(20).error500();

        assertThat(plan().notes()).anyMatch(note -> note.startsWith("backups: not checked: "));
        assertThat(finding("backups").verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void theStackOfALastingDatabaseHasTerminationProtectionUntilItIsDestroyed() throws Exception {
        deploy();

        assertThat(isTerminationProtected()).isTrue();
        assertThat(project.events()).contains("info: termination protection of stack appdb-app-dev is on");
        assertThat(finding("stack").verdict()).isEqualTo(Verdict.OK);
        Plan removal = project.target().planDestroy(project.request(), project);
        assertThat(removal.notes()).contains("the stack has termination protection; it is turned off, too");
        assertThat(isTerminationProtected()).as("before it is confirmed").isTrue();

        project.target().destroy(project.request(), removal, project);

        assertThat(aws.stacks().status(STACK)).isEmpty();
    }

    @Test
    void aTemporaryOneHasNone() throws Exception {
        with(settings -> settings.temporary(true));
        deploy();

        assertThat(aws.calls().of("UpdateTerminationProtection")).isEmpty();
        destroy();
        assertThat(live("AWS::Logs::LogGroup", LOG)).as("its log").isEmpty();
    }

    @Test
    void aProtectionThatMayNotBeTurnedOnIsAWarningSinceTheDatabaseIsThere() throws Exception {
        Plan plan = plan();
        aws.account().credentials().deny("cloudformation:UpdateTerminationProtection");

        project.target().apply(project.request(), plan, project);

        assertThat(project.events())
                .anyMatch(line -> line.startsWith("warning: stack appdb-app-dev has no termination protection"));
        aws.stacks().settle();
        assertThat(finding("stack").remedy().toString()).contains("--enable-termination-protection");
    }

    @Test
    void aRoleOfAnotherRegionGivesThisStackNamesWithItsRegion() throws Exception {
        aws.account().add("AWS::IAM::Role", "app-dev-manager", "{\"AssumeRolePolicyDocument\": {}}");
        aws.account().add("AWS::IAM::ManagedPolicy", "arn:aws:iam::123456789012:policy/app-dev-app-access", "{}");

        assertThat(plan().notes())
                .anyMatch(note -> note.startsWith("role app-dev-manager exists in the account already"));
        deploy();

        assertThat(aws.stacks().physicalIds(STACK))
                .containsEntry("RoleManagerRole", "app-dev.us-east-1-manager")
                .containsEntry("AppAccessPolicy", "arn:aws:iam::123456789012:policy/app-dev.us-east-1-app-access");
        // The next plan leaves them, although the other stack is gone.
        aws.account().remove("AWS::IAM::Role", "app-dev-manager");
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void theRolesOfADeployedStackKeepTheirNames() throws Exception {
        deploy();

        assertThat(live("AWS::IAM::Role", "app-dev-manager")).isPresent();
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void theStorageTypeChangesInPlaceAndThePlanSaysHowOften() throws Exception {
        deploy();
        with(settings -> settings.storageType(StorageType.IO_OPTIMIZED));
        Plan there = plan();

        assertThat(there.changes()).extracting(ResourceChange::action).containsOnly(Action.MODIFY);
        assertThat(there.changes().get(0).details()).contains("StorageType: aurora becomes aurora-iopt1");
        assertThat(there.notes()).anyMatch(note -> note.contains("once in 30 days at most, without downtime"));
        deploy();
        with(settings -> settings.storageType(StorageType.STANDARD));
        assertThat(plan().notes()).anyMatch(note -> note.contains("back to Aurora Standard without downtime"));
    }

    @Test
    void tlsThatIsNoLongerForcedIsDrift() throws Exception {
        deploy();
        LiveResource group =
                live("AWS::RDS::DBClusterParameterGroup", "app-dev-16").orElseThrow();
        assertThat(group.properties().at("/Parameters/rds.force_ssl").asText()).isEqualTo("1");

        ObjectNode parameters = group.properties().path("Parameters").deepCopy();
        group.set("Parameters", parameters.put("rds.force_ssl", "0"));

        assertThat(project.target().drift(project.request(), project).resources())
                .extracting(DriftedResource::name)
                .containsExactly("DatabaseParameters");
    }

    @Test
    void protectedFromTheStartItIsCreatedSoAndNeedsNoSecondStep() throws Exception {
        with(settings -> settings.protectedFromStart(true));

        Plan plan = plan();
        assertThat(plan.notes()).noneMatch(note -> note.contains("a second step"));
        deploy();

        assertThat(cluster().path("DeletionProtection")).isEqualTo(BooleanNode.TRUE);
        assertThat(aws.stacks().status(STACK)).contains("CREATE_COMPLETE");
    }

    private JsonNode cluster() {
        return live("AWS::RDS::DBCluster", "app-dev").orElseThrow().properties();
    }

    @Test
    void aFailedCreationOfAProtectedOneIsRemovedByDestroy() throws Exception {
        with(settings -> settings.protectedFromStart(true));
        aws.stacks().resource("RoleManagerFunction").failsToCreate("No capacity.");

        Failure failure =
                catchThrowableOfType(FailureException.class, this::deploy).failure();

        assertThat(aws.stacks().status(STACK)).contains("ROLLBACK_FAILED");
        assertThat(failure.remedy().toString())
                .contains("appdb destroy --app-name app --environment dev")
                .contains("turns deletion protection off first");
        assertThat(catchThrowableOfType(FailureException.class, this::plan)
                        .failure()
                        .remedy()
                        .toString())
                .contains("appdb destroy");

        destroy();

        assertThat(aws.stacks().status(STACK)).isEmpty();
        assertThat(live("AWS::RDS::DBCluster", "app-dev")).isEmpty();
    }
}
