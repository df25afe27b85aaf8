package dev.appdb.aws.fake;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One version of Aurora PostgreSQL on offer.
 *
 * @param leastAcu the smallest minimum capacity for Serverless v2: 0 where pausing is supported
 */
record EngineVersion(int major, int minor, double leastAcu) {
    static final String ENGINE = "aurora-postgresql";
    private static final double MOST_ACU = 256;

    static List<EngineVersion> offered() {
        return Stream.of(
                        minors(13, 14, 15, 21),
                        minors(14, 11, 12, 18),
                        minors(15, 6, 7, 13),
                        minors(16, 2, 3, 9),
                        minors(17, 4, 4, 5))
                .flatMap(versions -> versions)
                .toList();
    }

    private static Stream<EngineVersion> minors(int major, int first, int firstPausing, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(minor -> new EngineVersion(major, minor, minor < firstPausing ? 0.5 : 0));
    }

    /** The full version of a major alone, such as {@code 16.9} of {@code 16}; any other text unchanged. */
    static String newest(String version) {
        return offered().stream()
                .filter(offered -> String.valueOf(offered.major).equals(version))
                .max(Comparator.comparingInt(EngineVersion::minor))
                .map(EngineVersion::name)
                .orElse(version);
    }

    static boolean isOffered(String version) {
        return offered().stream().anyMatch(offered -> offered.isNamed(version));
    }

    boolean isNamed(String version) {
        return version.equals(name()) || version.equals(String.valueOf(major));
    }

    private String name() {
        return major + "." + minor;
    }

    static void write(Xml xml, EngineVersion version) {
        xml.text("Engine", ENGINE)
                .text("MajorEngineVersion", version.major())
                .text("EngineVersion", version.name())
                .text("DBParameterGroupFamily", ENGINE + version.major())
                .text("DBEngineDescription", "Aurora PostgreSQL")
                .text(
                        "DBEngineVersionDescription",
                        "Aurora PostgreSQL (Compatible with PostgreSQL " + version.name() + ")")
                .text("Status", "available")
                .texts("SupportedEngineModes", "member", List.of("provisioned"))
                .child(
                        "ServerlessV2FeaturesSupport",
                        body -> body.text("MinCapacity", version.leastAcu()).text("MaxCapacity", MOST_ACU));
    }
}
