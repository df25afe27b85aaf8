package dev.appdb.request;

/**
 * The capacity range of an Aurora Serverless v2 cluster in ACU (Aurora capacity units, about 2 GiB of memory each).
 *
 * @param minAcu 0 to 256 in steps of 0.5; 0 pauses the cluster when idle
 * @param maxAcu 1 to 256 in steps of 0.5, at least {@code minAcu}
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html">AWS</a>
 */
public record Capacity(double minAcu, double maxAcu) {
    public static final Capacity DEFAULT = new Capacity(0.5, 1);
    public static final double LOWEST_ACU = 0;
    public static final double HIGHEST_ACU = 256;

    /** @throws IllegalArgumentException naming everything that is out of range */
    public Capacity {
        StringBuilder problems = new StringBuilder();
        if (!isStep(minAcu) || minAcu < LOWEST_ACU || minAcu > HIGHEST_ACU) {
            problems.append("the minimum is 0 to 256 ACU in steps of 0.5, not ").append(minAcu);
        }
        if (!isStep(maxAcu) || maxAcu < 1 || maxAcu > HIGHEST_ACU) {
            problems.append(problems.isEmpty() ? "" : "; ")
                    .append("the maximum is 1 to 256 ACU in steps of 0.5, not ")
                    .append(maxAcu);
        }
        if (problems.isEmpty() && minAcu > maxAcu) {
            problems.append("the minimum of ")
                    .append(minAcu)
                    .append(" ACU is above the maximum of ")
                    .append(maxAcu);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("capacity is not valid: " + problems);
        }
    }

    /**
     * A minimum, as a person types it.
     *
     * @throws IllegalArgumentException if it is not 0 to 256 in steps of 0.5
     */
    public static double minimum(String text) {
        return new Capacity(number(text), HIGHEST_ACU).minAcu();
    }

    /**
     * A maximum, as a person types it.
     *
     * @throws IllegalArgumentException if it is not 1 to 256 in steps of 0.5
     */
    public static double maximum(String text) {
        return new Capacity(LOWEST_ACU, number(text)).maxAcu();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "capacity \"" + Names.printable(text) + "\" is not a number of ACU, like 0.5 or 16");
        }
    }

    /** A number of ACU as a person writes it: {@code 0.5}, {@code 16}. */
    public static String text(double acu) {
        return acu == Math.rint(acu) ? Integer.toString((int) acu) : Double.toString(acu);
    }

    private static boolean isStep(double acu) {
        return Double.isFinite(acu) && acu * 2 == Math.rint(acu * 2);
    }
}
