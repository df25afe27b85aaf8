package dev.appdb.cli;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.LiveResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a set-up leaves, as lines that two set-ups can be compared by: what stands in the account, everything that
 * ever happened to a stack, and the project's files. Ids that AWS draws stand as the names of what has them.
 */
final class AccountState {
    /** A port or the like is no id. */
    private static final int SHORTEST_DRAWN = 7;

    private final AwsScene scene;
    private final FakeAws aws;

    private AccountState(AwsScene scene) {
        this.scene = scene;
        this.aws = scene.aws;
    }

    static List<String> of(AwsScene scene) throws IOException {
        AccountState state = new AccountState(scene);
        List<String> lines = new ArrayList<>();
        lines.addAll(state.stacks());
        lines.addAll(state.resources());
        lines.addAll(state.objects());
        lines.addAll(state.files());
        return lines;
    }

    /** Every event counts: what was made twice, or made and removed again, happened twice. */
    private List<String> stacks() {
        List<String> lines = new ArrayList<>();
        for (String name : aws.stacks().names()) {
            lines.add("stack " + name + " " + aws.stacks().status(name).orElse("gone") + ", still to be executed: "
                    + aws.stacks().pending(name));
        }
        aws.stacks().history().stream().sorted().forEach(event -> lines.add("event " + event));
        return lines;
    }

    private List<String> resources() {
        Map<String, String> drawn = drawn();
        return aws.account().all().stream()
                .map(resource -> named(
                        "resource " + resource.type() + " " + resource.physicalId() + " " + resource.properties(),
                        drawn))
                .sorted()
                .toList();
    }

    /** The names that AWS generated and their stable replacements; the longest first, since some are parts of others. */
    private Map<String, String> drawn() {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> ids = aws.stacks().physicalIds(AwsScene.STACK);
        ids.forEach((logicalId, physicalId) -> {
            for (LiveResource resource : aws.account().all()) {
                if (resource.physicalId().equals(physicalId)) {
                    resource.attributes()
                            .forEach((name, value) -> names.put(value, "<" + logicalId + "." + name + ">"));
                }
            }
            names.put(physicalId, "<" + logicalId + ">");
        });
        Map<String, String> ordered = new LinkedHashMap<>();
        names.entrySet().stream()
                .filter(name -> name.getKey().length() > SHORTEST_DRAWN)
                .sorted(Comparator.comparing(name -> -name.getKey().length()))
                .forEach(name -> ordered.put(name.getKey(), name.getValue()));
        return ordered;
    }

    private static String named(String text, Map<String, String> names) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    private List<String> objects() {
        return aws.account().bucket(AwsScene.BUCKET).keys().stream()
                .sorted()
                .map(key -> "object " + key + " of "
                        + aws.account()
                                .bucket(AwsScene.BUCKET)
                                .find(key)
                                .map(object -> object.content().length)
                                .orElse(0)
                        + " bytes, "
                        + aws.account().bucket(AwsScene.BUCKET).versions(key).size() + " version")
                .toList();
    }

    /** Without the journal, which tells of every try. */
    private List<String> files() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(scene.project)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String path = scene.project.relativize(file).toString();
                if (!path.startsWith(".appdb/runs/")) {
                    lines.add("file " + path + "\n" + Files.readString(file));
                }
            }
        }
        return lines;
    }
}
