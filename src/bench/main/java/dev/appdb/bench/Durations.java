package dev.appdb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The time that CloudFormation takes for a resource: published averages, so estimates. {@code durations.csv} names the source. */
final class Durations {
    private static final String FILE = "durations.csv";

    private final Map<String, Estimate> ofTypes = new HashMap<>();

    private record Estimate(Duration create, Duration update) {}

    private Durations() {}

    static Durations published() throws IOException {
        Durations durations = new Durations();
        try (InputStream file = Objects.requireNonNull(Durations.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split(",", -1);
                    durations.ofTypes.put(cells[0], new Estimate(seconds(cells[1]), seconds(cells[2])));
                }
            }
        }
        return durations;
    }

    Duration toCreate(String type) {
        return estimate(type).create();
    }

    Duration toUpdate(String type) {
        return estimate(type).update();
    }

    private Estimate estimate(String type) {
        return Objects.requireNonNull(ofTypes.get(type), () -> FILE + " has no duration for " + type);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
