package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two pairs of application and environment that join to one name: each operation leaves the other's database alone. */
class DatabaseOwnerTest {
    private static final String NETWORK = "module \"config\" {\n  network_name = \"dev\"\n}\n";

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();
    private DatabaseRequest owner;
    private DatabaseRequest other;

    @BeforeEach
    void start() throws Exception {
        project.with("infra/web-shop/app-config/prod.tf", NETWORK).with("infra/web/app-config/shop-prod.tf", NETWORK);
        owner = project.request("web-shop", "prod");
        other = project.request("web", "shop-prod");
    }

    /** The operations of a target that look at a database by its name. */
    enum Operation {
        PLAN((project, request, plan) -> project.target().plan(request, project)),
        PLANNED((project, request, plan) -> project.target().planned(request, plan.id())),
        APPLY((project, request, plan) -> project.target().apply(request, plan, project)),
        PLAN_DESTROY((project, request, plan) -> project.target().planDestroy(request, project)),
        DESTROY((project, request, plan) -> project.target().destroy(request, plan, project)),
        STATUS((project, request, plan) -> project.target().status(request)),
        DRIFT((project, request, plan) -> project.target().drift(request, project)),
        PLAN_ROLES((project, request, plan) ->
                project.target().ports().roleManager().plan(request, UpdateMode.FULL, project)),
        UPDATE_ROLES((project, request, plan) ->
                project.target().ports().roleManager().manage(request, UpdateOptions.standard(), project)),
        CHECK_ROLES((project, request, plan) ->
                project.target().ports().roleManager().check(request, false, project)),
        CONNECT((project, request, plan) -> project.target().ports().connector().parameters(request, "app"));

        private final Call call;

        Operation(Call call) {
            this.call = call;
        }

        private interface Call {
            void perform(AwsProject project, DatabaseRequest request, Plan plan) throws FailureException;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStackOfAnotherPairIsRefusedWithBothNames(Operation operation) throws Exception {
        Plan plan = project.target().plan(owner, project);
        project.target().apply(owner, plan, project);
        aws.calls().clear();

        assertThat(refusal(operation, plan).why())
                .contains("environment prod of web-shop", "environment shop-prod of web");
        assertThat(aws.calls().names()).containsOnly("cloudformation:DescribeStacks");
    }

    @ParameterizedTest
    @EnumSource
    void soIsAClusterThatTerraformTagged(Operation operation) throws Exception {
        aws.account().add("AWS::RDS::DBCluster", "web-shop-prod", """
                {"Engine": "aurora-postgresql", "EngineVersion": "16",
                 "Tags": [{"Key": "application", "Value": "web-shop"}, {"Key": "environment", "Value": "prod"}]}
                """);

        ResourceChange change = ResourceChange.of(
                Action.MODIFY, "AWS::RDS::DBCluster", "DatabaseCluster", "the cluster", true, List.of());
        Plan plan = new Plan("appdb-x", other.cluster(), List.of(change), List.of());

        assertThat(refusal(operation, plan).why())
                .contains("environment prod of web-shop", "environment shop-prod of web");
    }

    @Test
    void theOwnersOwnPlanIsMade() throws Exception {
        project.target().apply(owner, project.target().plan(owner, project), project);

        assertThat(project.target().plan(owner, project).isUpToDate()).isTrue();
    }

    private Failure refusal(Operation operation, Plan plan) {
        Failure failure = catchThrowableOfType(
                        FailureException.class, () -> operation.call.perform(project, other, plan))
                .failure();
        assertThat(failure.code()).isEqualTo("database-of-another");
        assertThat(failure.remedy().toString()).contains("appdb status --app-name web-shop --environment prod");
        return failure;
    }
}
