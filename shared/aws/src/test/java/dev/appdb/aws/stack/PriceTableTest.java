package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.plan.MonthlyCost;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
    private static final Path TABLE = Path.of("src/main/resources/dev/appdb/aws/stack/prices.csv");
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
        assertThat(cost.notCounted())
                .contains(
                        "a million I/O requests 0.20",
                        "backups beyond what is free 0.022",
                        "the logs that CloudWatch takes in and keeps");
    }

    @Test
    void storageThatIncludesItsRequestsHasPricesOfItsOwn() throws IOException {
        MonthlyCost cost = PriceTable.cost("us-east-1", template("all-options")).orElseThrow();

        assertThat(cost.items())
                .contains(
                        new MonthlyCost.Item("8 to 256 ACU all month on 16 instances", 1495040, 47841280),
                        new MonthlyCost.Item("10 GB of data, as an example", 225, 225));
        assertThat(cost.notCounted()).startsWith("a GB more of data 0.225").doesNotContain("I/O");
        assertThat(PriceTable.cost("eu-west-2", template("all-options")))
                .as("of eu-west-2 only the capacity's price is known")
                .isEmpty();
        assertThat(PriceTable.regions(template("all-options"))).containsExactly("us-east-1", "us-east-2");
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

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-3", "ap-northeast-2", "us-gov-west-1", "us-gov-east-1", "cn-north-1"})
    void aRegionThatIsNotInTheTableIsNotGuessed(String region) throws IOException {
        assertThat(PriceTable.cost(region, template("standard"))).isEmpty();
        assertThat(PriceTable.cost("eu-west-2", new JsonMapper().createObjectNode()))
                .isEmpty();
    }

    @Test
    void everyRegionOfTheTableHasAPriceForEverything() throws IOException {
        assertThat(PriceTable.regions()).containsExactly("eu-west-2", "us-east-1", "us-east-2");
        JsonNode template = template("standard");
        for (String region : PriceTable.regions()) {
            List<MonthlyCost.Item> items =
                    PriceTable.cost(region, template).orElseThrow().items();
            assertThat(items)
                    .hasSize(5)
                    .allSatisfy(item -> assertThat(item.highUsdCents()).isPositive());
        }
    }

    /** Each line has a day, prices of the size that they have anywhere, and a source in the words above the table. */
    @Test
    void theTableHasDaysPricesAndSources() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        String sources = String.join(
                "\n", lines.stream().filter(line -> line.startsWith("#")).toList());
        List<String> header = List.of(lines.stream()
                .filter(line -> line.startsWith("region,"))
                .findFirst()
                .orElseThrow()
                .split(","));

        List<String> rows = lines.stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("region,"))
                .toList();
        assertThat(rows).isSorted().allSatisfy(row -> {
            List<String> cells = List.of(row.split(",", -1));
            assertThat(cells).hasSameSizeAs(header);
            assertThat(cells.get(0)).matches("[a-z]{2}(-gov)?-[a-z]+-[0-9]");
            assertThat(sources).containsPattern("(?m)^# " + cells.get(0) + " +\\S");
            assertThat(LocalDate.parse(cells.get(1)))
                    .isBetween(LocalDate.parse("2025-01-01"), LocalDate.parse("2027-01-01"));
            assertThat(new BigDecimal(cells.get(2))).as("an ACU").isBetween(dollars("0.10"), dollars("0.40"));
            assertThat(new BigDecimal(cells.get(3))).as("a GB").isBetween(dollars("0.09"), dollars("0.25"));
            assertThat(new BigDecimal(cells.get(4))).as("I/O").isBetween(dollars("0.15"), dollars("0.50"));
            assertThat(cells.subList(5, cells.size()))
                    .filteredOn(cell -> !cell.isEmpty())
                    .allSatisfy(cell -> assertThat(new BigDecimal(cell)).isBetween(dollars("0.01"), dollars("1.50")));
        });
        header.stream().skip(1).forEach(name -> assertThat(sources).contains("# " + name + " "));
    }

    private static BigDecimal dollars(String text) {
        return new BigDecimal(text);
    }

    private static ObjectNode template(String name) throws IOException {
        return (ObjectNode)
                new JsonMapper().readTree(TEMPLATES.resolve(name + ".json").toFile());
    }
}
