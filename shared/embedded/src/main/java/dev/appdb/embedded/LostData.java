package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data outside of a home that is not where it was: deleted by hand, or moved.
 *
 * @param folder of the data
 * @param home where it was
 */
public record LostData(Path folder, Path home) {

    /** All of this machine that this process can read. */
    public static List<LostData> onThisMachine() throws FailureException {
        try {
            return in(ServerHome.OUTSIDE);
        } catch (IOException e) {
            throw ServerFailure.of("could not look for servers in " + ServerHome.OUTSIDE, e);
        }
    }

    static List<LostData> in(Path outside) throws IOException {
        List<LostData> lost = new ArrayList<>();
        try (Stream<Path> places = Files.list(outside)) {
            for (Path place : places.sorted().toList()) {
                Path owner = place.resolve(ServerHome.OWNER);
                if (Files.exists(owner)) {
                    Path home = Path.of(
                            Files.readString(owner, StandardCharsets.UTF_8).strip());
                    if (!Files.exists(home)) {
                        lost.add(new LostData(place, home));
                    }
                }
            }
        } catch (NoSuchFileException | AccessDeniedException nothingOrNotOurs) {
            return List.of();
        }
        return List.copyOf(lost);
    }
}
