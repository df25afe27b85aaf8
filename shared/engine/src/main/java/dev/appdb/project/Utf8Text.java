package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file's bytes as text, which has to be UTF-8, as Terraform's files are. */
final class Utf8Text {
    private final byte[] bytes;

    Utf8Text(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The text.
     *
     * @param path the file, for the failure
     * @throws FailureException naming the line and the first byte that is not UTF-8
     */
    String of(Path path) throws FailureException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw failure(path, in.position());
        }
        return out.flip().toString();
    }

    private FailureException failure(Path path, int position) {
        long line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        String file = ProjectFiles.shown(path);
        return Failure.input(
                        "file-not-utf-8",
                        "could not read " + file + ":" + line,
                        String.format("byte 0x%02X is not UTF-8", bytes[position]),
                        Remedy.of(
                                "Save it as UTF-8. If it is Latin-1: {}.",
                                Remedy.shell("iconv -f LATIN1 -t UTF-8 " + ShellWord.quote(file) + " > utf-8.txt")))
                .asException();
    }
}
