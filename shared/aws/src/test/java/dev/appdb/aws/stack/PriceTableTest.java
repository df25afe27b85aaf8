package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.plan.MonthlyCost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/golden/aws/template");

    @Test
    void theStandardStackIsPricedFromItsOwnTemplate() throws IOException {
        MonthlyCost cost = PriceTable.cost("eu-west-2", template("standard")).orElseThrow();

        assertThat(cost.items())
                .containsExactly(
                        new MonthlyCost.Item("0.5 to 1 ACU all month on 1 instance", 5110, 10220),
                        new MonthlyCost.Item("10 GB of data, as an example", 100, 100),
                        new MonthlyCost.Item("2 encryption keys", 200, 200),
                        new MonthlyCost.Item("1 secret", 40, 40),
                        new MonthlyCost.Item("4 alarms", 40, 40));
        assertThat(cost.summary()).isEqualTo("54.90 to 106.00 USD a month");
        assertThat(cost.pricesOf()).isEqualTo(LocalDate.parse("2026-10-06"));
        assertThat(cost.notCounted()).contains("a million I/O requests 0.20", "backups beyond what is free 0.022");
    }

    @Test
    void everyReaderCostsAsMuchAsTheWriter() throws IOException {
        ObjectNode template = template("standard");
        ObjectNode resources = (ObjectNode) template.path("Resources");
        resources.putObject("Reader1").put("Type", "AWS::RDS::DBInstance");
        resources.putObject("Reader2").put("Type", "AWS::RDS::DBInstance");

        MonthlyCost.Item compute =
                PriceTable.cost("us-east-2", template).orElseThrow().items().get(0);

        assertThat(compute).isEqualTo(new MonthlyCost.Item("0.5 to 1 ACU all month on 3 instances", 13140, 26280));
    }

    @Test
    void whatPausesCostsItsStorageAtLeast() throws IOException {
        MonthlyCost.Item compute = PriceTable.cost("us-east-1", template("pausing"))
                .orElseThrow()
                .items()
                .get(0);

        assertThat(compute.lowUsdCents()).isZero();
        assertThat(compute.highUsdCents()).isPositive();
        assertThat(compute.what()).endsWith("pausing while there are no connections");
    }

    @Test
    void aRegionThatIsNotInTheTableIsNotGuessed() throws IOException {
        assertThat(PriceTable.cost("eu-west-3", template("standard"))).isEmpty();
        assertThat(PriceTable.cost("eu-west-2", new JsonMapper().createObjectNode()))
                .isEmpty();
    }

    @Test
    void everyRegionOfTheTableHasAPriceForEverything() throws IOException {
        assertThat(PriceTable.regions()).containsExactly("eu-west-2", "us-east-1", "us-east-2");
        JsonNode template = template("all-options");
        for (String region : PriceTable.regions()) {
            List<MonthlyCost.Item> items =
                    PriceTable.cost(region, template).orElseThrow().items();
            assertThat(items)
                    .hasSize(5)
                    .allSatisfy(item -> assertThat(item.highUsdCents()).isPositive());
        }
    }

    private static ObjectNode template(String name) throws IOException {
        return (ObjectNode)
                new JsonMapper().readTree(TEMPLATES.resolve(name + ".json").toFile());
    }
}
