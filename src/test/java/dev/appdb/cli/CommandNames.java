package dev.appdb.cli;

import java.util.TreeSet;

/** The names of the commands, as they are typed. */
final class CommandNames {
    private CommandNames() {}

    /** Those below which there is no other, such as {@code roles check}. */
    static TreeSet<String> leaves() {
        TreeSet<String> names = new TreeSet<>();
        add(names, Commands.ALL, "");
        return names;
    }

    private static void add(TreeSet<String> names, Commands commands, String before) {
        commands.below().forEach((name, below) -> {
            if (below.below().isEmpty()) {
                names.add((before + " " + name).strip());
            }
            add(names, below, before + " " + name);
        });
    }
}
