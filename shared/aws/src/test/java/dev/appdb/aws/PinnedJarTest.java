package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.BUCKET;
import static dev.appdb.aws.AwsProject.STACK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.Bucket;
import dev.appdb.aws.fake.Call;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.LiveResource;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function is made of the object's version that the plan names, and of no other object. */
class PinnedJarTest {
    private static final byte[] SOMETHING_ELSE = "something else".getBytes(UTF_8);

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final Bucket bucket = aws.account().bucket(BUCKET);
    private final AwsProject project = scene.project();

    private Plan plan() throws FailureException {
        return project.target().plan(project.request(), project);
    }

    private Plan planWithMoreCapacity() throws FailureException {
        project.aurora(new AuroraSettings(new Capacity(0.5, 4), 0, Optional.empty(), false));
        return plan();
    }

    private void apply(Plan plan) throws FailureException {
        project.target().apply(project.request(), plan, project);
    }

    private FailureException refusal(Plan plan) {
        return catchThrowableOfType(FailureException.class, () -> apply(plan));
    }

    /** The key of the only jar. */
    private String key() {
        assertThat(bucket.keys()).hasSize(1);
        return bucket.keys().iterator().next();
    }

    private Optional<String> deployedVersion() {
        return aws.account()
                .find("AWS::Lambda::Function", "app-dev-role-manager")
                .map(LiveResource::properties)
                .map(properties ->
                        properties.path("Code").path("S3ObjectVersion").asText(""))
                .filter(version -> !version.isEmpty());
    }

    private static boolean changesFunction(Plan plan) {
        return plan.changes().stream().map(ResourceChange::name).anyMatch("RoleManagerFunction"::equals);
    }

    /** After the check of the object, before CloudFormation reads it. */
    private boolean replacesJar(Call call) {
        if (call.operation().equals("ExecuteChangeSet")
                && bucket.versions(key()).size() == 1) {
            bucket.replace(key(), SOMETHING_ELSE);
        }
        return false;
    }

    private void replaceJarBetweenLookAndDeployment() {
        aws.faults().where(this::replacesJar).throttle();
    }

    @Test
    void anObjectThatReplacesTheJarIsNotDeployed() throws Exception {
        Plan plan = plan();
        replaceJarBetweenLookAndDeployment();

        apply(plan);

        assertThat(bucket.versions(key())).hasSize(2);
        assertThat(deployedVersion()).contains(bucket.versions(key()).get(0));
        assertThat(plan.notes()).noneMatch(note -> note.contains("keeps no version"));
    }

    @Test
    void anObjectThatReplacedItSinceThePlanIsNotDeployedEither() throws Exception {
        Plan plan = plan();
        bucket.replace(key(), SOMETHING_ELSE);

        apply(plan);

        assertThat(deployedVersion()).contains(bucket.versions(key()).get(0));
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void withoutVersionsThePlanSaysSoAndTheCodeIsCompared() throws Exception {
        bucket.keepVersions(false);
        Plan plan = plan();
        replaceJarBetweenLookAndDeployment();

        FailureException refused = refusal(plan);

        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("bucket " + BUCKET + " keeps no version of the role manager's jar"));
        assertThat(project.target().template(project.request())).contains("RoleManagerJarVersion");
        assertThat(deployedVersion()).isEmpty();
        assertThat(refused.failure().code()).isEqualTo("role-manager-code-altered");
        assertThat(aws.calls().of("Invoke")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionWhoseCodeWasChangedIsNotUsed(boolean keepsVersions) throws Exception {
        bucket.keepVersions(keepsVersions);
        apply(plan());
        Plan plan = planWithMoreCapacity();
        aws.account().functionCode("app-dev-role-manager", SOMETHING_ELSE);

        FailureException refused = refusal(plan);

        assertThat(refused.failure().code()).isEqualTo("role-manager-code-altered");
        assertThat(refused.failure().why()).contains("appdb/app/dev/role-manager-");
        assertThat(aws.calls().of("Invoke")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlanWhoseJarIsGoneIsRefusedAndTheNextOneBringsItBack(boolean keepsVersions) throws Exception {
        bucket.keepVersions(keepsVersions);
        Plan plan = plan();
        bucket.remove(key(), bucket.versions(key()).get(0));
        int uploads = aws.calls().of("PutObject").size();

        FailureException refused = refusal(plan);

        assertThat(refused.failure().code()).isEqualTo("role-manager-jar-gone");
        assertThat(refused.failure().why()).contains("s3://" + BUCKET + "/appdb/app/dev/role-manager-");
        assertThat(refused.failure().why().contains(", version ")).isEqualTo(keepsVersions);
        assertThat(refused.failure().remedy().toString())
                .contains(Subcommand.PLAN.call().toString());
        assertThat(aws.calls().of("PutObject")).as("applying uploads nothing").hasSize(uploads);
        assertThat(aws.calls().of("ExecuteChangeSet")).isEmpty();
        apply(plan());
        aws.stacks().settle();
        assertThat(aws.stacks().status(STACK).orElseThrow()).endsWith("_COMPLETE");
    }

    @Test
    void aMarkOfDeletionLeavesThePinnedVersion() throws Exception {
        Plan plan = plan();
        bucket.remove(key());

        apply(plan);

        assertThat(deployedVersion()).isPresent();
        assertThat(plan().isUpToDate()).isTrue();
        assertThat(aws.calls().of("PutObject")).hasSize(1);
    }

    @Test
    void theSameJarUploadedAgainBySomebodyChangesNothing() throws Exception {
        apply(plan());
        Optional<String> deployed = deployedVersion();
        bucket.replace(key(), bucket.find(key()).orElseThrow().content());

        assertThat(plan().isUpToDate()).isTrue();
        assertThat(deployedVersion()).isEqualTo(deployed);
    }

    @Test
    void anInstallationWithoutAJarKeepsTheDeployedVersion() throws Exception {
        apply(plan());
        Optional<String> deployed = deployedVersion();
        bucket.remove(key(), deployed.orElseThrow());
        project.withoutJar();

        Plan plan = planWithMoreCapacity();
        apply(plan);

        assertThat(changesFunction(plan)).isFalse();
        assertThat(plan.notes()).noneMatch(note -> note.contains("keeps no version"));
        assertThat(deployedVersion()).isEqualTo(deployed);
    }

    /** As of a stack that was deployed before there were versions in the template. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionThatIsNotPinnedYetIsPinnedByTheNextPlanWithAJar(boolean hasJar) throws Exception {
        bucket.keepVersions(false);
        apply(plan());
        bucket.keepVersions(true);
        bucket.replace(key(), bucket.find(key()).orElseThrow().content());
        if (!hasJar) {
            project.withoutJar();
        }

        Plan plan = planWithMoreCapacity();
        apply(plan);

        assertThat(changesFunction(plan)).isEqualTo(hasJar);
        assertThat(deployedVersion().isPresent()).isEqualTo(hasJar);
        assertThat(plan.notes()).noneMatch(note -> note.contains("keeps no version"));
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void anotherJarIsAnotherObjectWithAVersionOfItsOwn() throws Exception {
        apply(plan());
        Optional<String> first = deployedVersion();

        Plan plan = project.jar("a newer role manager").target().plan(project.request(), project);
        apply(plan);

        assertThat(plan.changes())
                .filteredOn(change -> change.name().equals("RoleManagerFunction"))
                .singleElement()
                .satisfies(change -> assertThat(change.action()).isEqualTo(Action.MODIFY));
        assertThat(bucket.keys()).hasSize(2);
        assertThat(deployedVersion()).isPresent().isNotEqualTo(first);
    }
}
