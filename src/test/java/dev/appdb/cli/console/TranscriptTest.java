package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(terminal, terminal);

    @Test
    void nothingIsWrittenWhileItIsHeldAndThenEverythingInItsOrder() {
        transcript.err().println("before");
        transcript.hold();
        transcript.err().println("event");
        transcript.out().println("result ü");
        transcript.err().println("next");

        assertThat(written()).isEqualTo("before\n");
        transcript.release();
        assertThat(written()).isEqualTo("before\nevent\nresult ü\nnext\n");
        transcript.release();
        transcript.out().println("after");
        assertThat(written()).endsWith("next\nafter\n");
    }

    @Test
    void whatCouldNotBeWrittenAfterwardsIsKnown() {
        Transcript full = new Transcript(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("full");
                    }
                },
                terminal);
        full.hold();
        full.out().println("result");
        assertThat(full.out().checkError()).isFalse();

        full.release();

        assertThat(full.out().checkError()).isTrue();
        assertThat(full.err().checkError()).isFalse();
    }

    private String written() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
