package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.request.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackPlanTest {
    private static final Plan PLAN = new Plan("id", "app-dev", List.of(), List.of("first"));

    @Test
    void aPlanSaysWhatIsNotTouchedAndWhatItCosts() throws IOException {
        Plan scoped = StackPlan.withScopeAndCost(PLAN, "appdb-app-dev", new Region("eu-west-2"), standard());

        assertThat(scoped.notes()).hasSize(2).first().isEqualTo("first");
        assertThat(scoped.notes().get(1)).startsWith("left alone: the network").contains("stack appdb-app-dev");
        assertThat(scoped.cost()).map(MonthlyCost::summary).hasValue("54.90 to 106.00 USD a month");
    }

    @Test
    void whereThePricesAreNotKnownAPlanSaysSo() throws IOException {
        Plan scoped = StackPlan.withScopeAndCost(PLAN, "appdb-app-dev", new Region("eu-west-3"), standard());

        assertThat(scoped.cost()).isEmpty();
        assertThat(scoped.notes())
                .contains("no estimate of the monthly cost: appdb knows the prices of eu-west-2, us-east-1,"
                        + " us-east-2, not those of eu-west-3");
    }

    private static JsonNode standard() throws IOException {
        return new JsonMapper()
                .readTree(Path.of("src/test/resources/golden/aws/template/standard.json")
                        .toFile());
    }
}
