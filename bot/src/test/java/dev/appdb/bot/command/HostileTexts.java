package dev.appdb.bot.command;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that nobody should be able to do harm with; the same ones in every run. */
public final class HostileTexts {
    private static final long SEED = 20_261_123;
    private static final List<String> PIECES = List.of(
            "<!channel>",
            "<!here>",
            "<!everyone>",
            "<@U012AB3CD>",
            "<#C012AB3CD|general>",
            "<!subteam^S012AB3CD>",
            "@here",
            "@channel",
            "&lt;!channel&gt;",
            "&amp;lt;!here&amp;gt;",
            "<https://evil.example|appdb>",
            "https://evil.example",
            "<!date^1^{date}|x>",
            "*bold*",
            "_italic_",
            "~gone~",
            "`code`",
            "```",
            ">quote",
            ":fire:",
            "\u202eelor",
            "\u2066x\u2069",
            "\u200b",
            "\ufeff",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "\u009b1m",
            "\r\n",
            "\n",
            "\t",
            "\u2028",
            "\ud800",
            "\udc00x",
            "\ue000",
            "\uffff",
            "עברית",
            "العربية",
            "e\u0301\u0301",
            "'; DROP TABLE runs; --",
            "\" OR 1=1",
            "$(rm -rf /)",
            "`reboot`",
            "; shutdown -h now",
            "|| true",
            "${IFS}",
            "../../etc/passwd",
            "%s%n",
            "{{7*7}}",
            "\\",
            "\"",
            "'",
            "“",
            "”",
            "—",
            "--",
            "--reason",
            "--private",
            "--allow-replace",
            "=",
            "vector=on",
            "=on",
            "roles",
            "check",
            "setup",
            "apply",
            "status",
            "freeze",
            "help",
            "shop",
            "prod",
            "20261123-151204-7f3a9c",
            "😀",
            "👩‍👩‍👧",
            "ﷺ",
            "İ",
            "ß");

    private HostileTexts() {}

    /** @param count how many; every fiftieth has 10 kB */
    public static Stream<String> of(int count) {
        Random random = new Random(SEED);
        return IntStream.range(0, count).mapToObj(index -> index % 50 == 0 ? long10kB(random) : text(random, 12));
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(pieces);
        for (int i = 0; i < count; i++) {
            text.append(piece(random)).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static String long10kB(Random random) {
        StringBuilder text = new StringBuilder();
        boolean spaces = random.nextBoolean();
        while (text.length() < 10_240) {
            text.append(piece(random)).append(spaces ? " " : "");
        }
        return text.toString();
    }

    private static String piece(Random random) {
        return random.nextInt(4) == 0
                ? random.ints(1 + random.nextInt(6), 0, 0x11000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : PIECES.get(random.nextInt(PIECES.size()));
    }
}
