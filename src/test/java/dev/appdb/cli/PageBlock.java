package dev.appdb.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page of the documentation.
 *
 * @param line the line of the page that begins the block, from 1
 * @param language the first word after the fence, by which it is highlighted; empty where there is none
 * @param marks the words after the language
 */
record PageBlock(Path page, int line, String language, String marks, String text) {
    static final Path CHECKOUT = Path.of("").toAbsolutePath().resolveSibling("");

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```([\\w-]*) *([^\\n`]*)\\n(.*?)^ *```$");
    private static final Pattern FAILS = Pattern.compile("fails with ([0-9]+)");

    /** One token of shell: a word with its quotes, or what separates commands. */
    private static final Pattern TOKEN =
            Pattern.compile("#[^\\n]*|(?:[^\\s'\"|&;()<>]|'[^']*'|\"[^\"]*\")+|[|&;()\\n]+|[<>]+");

    /** All pages that a person reads, in their order. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(CHECKOUT, CHECKOUT.resolve("src/docs"), CHECKOUT.resolve("src/docs/decisions"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    static List<PageBlock> of(Path page) throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        String text = Files.readString(page);
        for (Matcher block = FENCED.matcher(text); block.find(); ) {
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            blocks.add(new PageBlock(page, line, block.group(1), block.group(2).strip(), block.group(3)));
        }
        return blocks;
    }

    boolean isShell() {
        return language.equals("sh");
    }

    /** True for shell that is run where the documentation is tested, with the exit code that its mark names. */
    boolean isRun() {
        return isShell() && (marks.isEmpty() || FAILS.matcher(marks).matches());
    }

    int exitCode() {
        Matcher fails = FAILS.matcher(marks);
        return fails.matches() ? Integer.parseInt(fails.group(1)) : 0;
    }

    /** The words of each call of appdb in the block, without the command's name. */
    List<List<String>> commands() {
        return commands(text);
    }

    static List<List<String>> commands(String shell) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        boolean isFile = false;
        for (Matcher token = TOKEN.matcher(shell.replace("\\\n", " ") + "\n"); token.find(); ) {
            String text = token.group();
            if (text.matches("[|&;()\\n]+")) {
                add(commands, words);
                words = new ArrayList<>();
                isFile = false;
            } else if (text.matches("[<>]+")) {
                isFile = true;
            } else if (isFile) {
                isFile = false;
            } else if (!text.startsWith("#")) {
                words.add(text.replaceAll("['\"]", ""));
            }
        }
        return commands;
    }

    private static void add(List<List<String>> commands, List<String> words) {
        int first = 0;
        while (first < words.size() && words.get(first).matches("[A-Z_]+=.*|sudo|\\$")) {
            first++;
        }
        if (first < words.size() && words.get(first).matches("(\\./)?appdb")) {
            commands.add(words.subList(first + 1, words.size()));
        }
    }

    @Override
    public String toString() {
        return CHECKOUT.relativize(page) + ":" + line;
    }
}
