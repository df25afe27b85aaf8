package dev.appdb.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** The last lines of a file that a program wrote. */
final class LogTail {

    private static final int MOST_BYTES = 16_384;

    private LogTail() {}

    /**
     * At most {@code lines} last lines of what stands after {@code from}, in one line each; a sentence instead where
     * there are none.
     *
     * @param from bytes to skip from the start of the file
     */
    static String of(Path file, long from, int lines) {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long start = Math.max(from, channel.size() - MOST_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - start));
            while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
                // until the end or as much as there was at first
            }
            List<String> all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return all.isEmpty()
                    ? "it printed nothing"
                    : String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "its log could not be read";
        }
    }
}
