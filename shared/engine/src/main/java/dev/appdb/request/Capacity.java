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

    /** @throws IllegalArgumentException naming everything that is out of range */
    public Capacity {
        StringBuilder problems = new StringBuilder();
        if (!isStep(minAcu) || minAcu < 0 || minAcu > 256) {
            problems.append("the minimum is 0 to 256 ACU in steps of 0.5, not ").append(minAcu);
        }
        if (!isStep(maxAcu) || maxAcu < 1 || maxAcu > 256) {
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

    private static boolean isStep(double acu) {
        return Double.isFinite(acu) && acu * 2 == Math.rint(acu * 2);
    }
}
