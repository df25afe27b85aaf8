package dev.appdb.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The estimated cost of a database per month: a range, from prices of a certain day. An estimate only: what is used
 * decides, and a contract may have other prices.
 *
 * @param region the AWS Region whose prices these are
 * @param pricesOf the day of the prices
 * @param items what is counted
 * @param notCounted what depends on use and is not counted, a phrase
 */
public record MonthlyCost(String region, LocalDate pricesOf, List<Item> items, String notCounted) {

    public MonthlyCost {
        items = List.copyOf(items);
    }

    /**
     * One part of the cost.
     *
     * @param what what is paid for, a phrase
     * @param lowUsdCents where the range begins, in hundredths of a US dollar
     * @param highUsdCents where it ends, in hundredths of a US dollar; not less
     */
    public record Item(String what, long lowUsdCents, long highUsdCents) {

        /** @throws IllegalArgumentException if that is no range */
        public Item {
            if (lowUsdCents < 0 || highUsdCents < lowUsdCents) {
                throw new IllegalArgumentException(
                        what + " can't cost from " + lowUsdCents + " to " + highUsdCents + " cents");
            }
        }

        /** {@code 43.80 to 87.60}, or {@code 0.40} where it is always the same. */
        public String range() {
            return MonthlyCost.range(lowUsdCents, highUsdCents);
        }
    }

    /** The least it costs: at the minimum capacity all month. */
    @JsonProperty
    public long lowUsdCents() {
        return items.stream().mapToLong(Item::lowUsdCents).sum();
    }

    /** The most that what is counted costs: at the maximum capacity all month. */
    @JsonProperty
    public long highUsdCents() {
        return items.stream().mapToLong(Item::highUsdCents).sum();
    }

    /** {@code 47.60 to 91.40 USD a month}. */
    public String summary() {
        return range(lowUsdCents(), highUsdCents()) + " USD a month";
    }

    private static String range(long lowCents, long highCents) {
        return lowCents == highCents ? dollars(lowCents) : dollars(lowCents) + " to " + dollars(highCents);
    }

    private static String dollars(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
