package dev.appdb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Javas beside the one that runs this: where that is installed, there usually are the others. */
final class Javas {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    private Javas() {}

    /** The homes of those with these major versions that are installed; of one version, the one that runs this is first. */
    static Map<Integer, Path> installed(List<Integer> wanted) throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Map<Integer, Path> found = new TreeMap<>();
        try (Stream<Path> beside = Files.list(own.resolveSibling("."))) {
            for (Path home : Stream.concat(Stream.of(own), beside.sorted()).toList()) {
                int major = major(home.resolve("release"));
                if (wanted.contains(major) && Files.isExecutable(home.resolve("bin/java"))) {
                    found.putIfAbsent(major, home.toRealPath());
                }
            }
        }
        return found;
    }

    private static int major(Path release) throws IOException {
        if (!Files.isReadable(release)) {
            return 0;
        }
        Matcher version = VERSION.matcher(Files.readString(release, StandardCharsets.UTF_8));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
