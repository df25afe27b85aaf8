package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.request.Capacity;
import dev.appdb.request.StorageType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The prices that appdb knows, by Region, and the cost of a stack at these prices. Their date and source are in the
 * file {@code prices.csv} beside this class.
 *
 * @see <a href="https://aws.amazon.com/rds/aurora/pricing/">AWS: Amazon Aurora pricing</a>
 */
final class PriceTable {
    /** The hours of a month in AWS's own examples. */
    private static final BigDecimal HOURS = BigDecimal.valueOf(730);

    /** The amount of data in the example, in GB, since the real amount is unknown. */
    private static final BigDecimal STORED_GB = BigDecimal.TEN;

    private static final String FILE = "prices.csv";
    private static final Map<String, Prices> BY_REGION = read();

    private PriceTable() {}

    /** The Regions whose prices of a stack are known, sorted. */
    static List<String> regions(JsonNode template) {
        return BY_REGION.entrySet().stream()
                .filter(prices ->
                        prices.getValue().storage(isIoOptimized(template)).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The Regions whose prices are known, sorted. */
    static List<String> regions() {
        return List.copyOf(BY_REGION.keySet());
    }

    /**
     * The monthly cost of a stack.
     *
     * @param template of the whole stack
     * @return empty where the Region's prices are not known, or the stack has no cluster
     */
    static Optional<MonthlyCost> cost(String region, JsonNode template) {
        return Optional.ofNullable(BY_REGION.get(region))
                .flatMap(prices -> prices.storage(isIoOptimized(template))
                        .flatMap(storage -> cost(region, template, prices, storage)));
    }

    private static Optional<MonthlyCost> cost(String region, JsonNode template, Prices prices, Storage storage) {
        JsonNode capacity = ofType(template, "AWS::RDS::DBCluster").stream()
                .findFirst()
                .map(cluster -> cluster.path("Properties").path("ServerlessV2ScalingConfiguration"))
                .orElse(template.path("no cluster"));
        if (!capacity.path("MinCapacity").isNumber()
                || !capacity.path("MaxCapacity").isNumber()) {
            return Optional.empty();
        }
        List<MonthlyCost.Item> items = new ArrayList<>();
        items.add(compute(
                storage.acuHour(),
                capacity.path("MinCapacity").decimalValue(),
                capacity.path("MaxCapacity").decimalValue(),
                ofType(template, "AWS::RDS::DBInstance").size()));
        items.add(fixed(STORED_GB + " GB of data, as an example", storage.gigabyte(), STORED_GB));
        add(
                items,
                "encryption key",
                prices.key(),
                ofType(template, "AWS::KMS::Key").size());
        add(items, "secret", prices.secret(), secrets(template));
        add(
                items,
                "alarm",
                prices.alarm(),
                ofType(template, "AWS::CloudWatch::Alarm").size());
        return Optional.of(new MonthlyCost(region, prices.asOf(), items, notCounted(prices, storage)));
    }

    /** Returns true if the cluster of a template has the storage whose I/O requests are included. */
    static boolean isIoOptimized(JsonNode template) {
        return ofType(template, "AWS::RDS::DBCluster").stream()
                .anyMatch(cluster -> cluster.path("Properties")
                        .path("StorageType")
                        .asText()
                        .equals(StorageType.IO_OPTIMIZED.toString()));
    }

    private static MonthlyCost.Item compute(BigDecimal acuHour, BigDecimal least, BigDecimal most, int instances) {
        BigDecimal price = acuHour.multiply(HOURS).multiply(BigDecimal.valueOf(instances));
        String range = Capacity.text(least.doubleValue()) + " to " + Capacity.text(most.doubleValue()) + " ACU";
        String pause = least.signum() == 0 ? ", pausing while there are no connections" : "";
        return new MonthlyCost.Item(
                range + " all month on " + instances + (instances == 1 ? " instance" : " instances") + pause,
                cents(price.multiply(least)),
                cents(price.multiply(most)));
    }

    private static String notCounted(Prices prices, Storage storage) {
        return storage.ioMillion()
                        .map(io -> "a million I/O requests " + io + ", ")
                        .orElse("") + "a GB more of data "
                + storage.gigabyte() + ", a GB of backups beyond what is free " + prices.backup()
                + "; the logs that CloudWatch takes in and keeps, data transfer, and the role manager's calls, which are"
                + " small";
    }

    /**
     * The prices that depend on the storage configuration.
     *
     * @param ioMillion a million I/O requests; empty where they are included
     */
    private record Storage(BigDecimal acuHour, BigDecimal gigabyte, Optional<BigDecimal> ioMillion) {}

    private static void add(List<MonthlyCost.Item> items, String noun, BigDecimal price, int count) {
        if (count > 0) {
            items.add(fixed(count + " " + noun + (count == 1 ? "" : "s"), price, BigDecimal.valueOf(count)));
        }
    }

    private static MonthlyCost.Item fixed(String what, BigDecimal price, BigDecimal count) {
        long cents = cents(price.multiply(count));
        return new MonthlyCost.Item(what, cents, cents);
    }

    private static long cents(BigDecimal dollars) {
        return dollars.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Counts the secrets: one for each cluster whose master password RDS manages. */
    private static int secrets(JsonNode template) {
        return (int) ofType(template, "AWS::RDS::DBCluster").stream()
                .filter(cluster -> cluster.path("Properties")
                        .path("ManageMasterUserPassword")
                        .asBoolean())
                .count();
    }

    private static List<JsonNode> ofType(JsonNode template, String type) {
        List<JsonNode> found = new ArrayList<>();
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals(type)) {
                found.add(resource);
            }
        });
        return found;
    }

    private static Map<String, Prices> read() {
        Map<String, Prices> prices = new TreeMap<>();
        try (InputStream file = Objects.requireNonNull(PriceTable.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("region,"))
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> prices.put(cells[0], Prices.of(cells)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prices;
    }

    /** One line of the table, in US dollars. */
    private record Prices(
            LocalDate asOf,
            Storage standard,
            BigDecimal backup,
            BigDecimal key,
            BigDecimal secret,
            BigDecimal alarm,
            Optional<Storage> ioOptimized) {

        static Prices of(String[] cells) {
            return new Prices(
                    LocalDate.parse(cells[1]),
                    new Storage(
                            new BigDecimal(cells[2]), new BigDecimal(cells[3]), Optional.of(new BigDecimal(cells[4]))),
                    new BigDecimal(cells[5]),
                    new BigDecimal(cells[6]),
                    new BigDecimal(cells[7]),
                    new BigDecimal(cells[8]),
                    cells[9].isEmpty() || cells[10].isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Storage(
                                    new BigDecimal(cells[9]), new BigDecimal(cells[10]), Optional.empty())));
        }

        /** The prices of a storage configuration; empty where they are not known. */
        Optional<Storage> storage(boolean isIoOptimized) {
            return isIoOptimized ? ioOptimized : Optional.of(standard);
        }
    }
}
