package dev.appdb.cli.bot;

import dev.appdb.bot.BotConfiguration;
import dev.appdb.bot.demo.DemoPage;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.slack.AppManifest;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A workspace of two people on a page on 127.0.0.1, in place of Slack; all that is made in it goes with it. */
public final class BotDemo implements AutoCloseable {
    private static final String POLICY = "demo-policy.yaml";
    private static final String CHANNEL = "C0DATABASES";
    private static final String ANNA = "U0ANNA";
    private static final String BEN = "U0BEN";

    private final FakeSlack slack;
    private final DemoPage page;
    private final DemoFolder folder;

    private BotDemo(FakeSlack slack, DemoPage page, DemoFolder folder) {
        this.slack = slack;
        this.page = page;
        this.folder = folder;
    }

    /** The port in a flag. */
    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("\"" + text + "\" is no port: 0 to 65535, 0 for any that is free");
        }
        return Integer.parseInt(text);
    }

    /** @param port of the page; 0 for any that is free */
    static BotDemo start(ProcessContext context, int port) throws FailureException {
        try {
            FakeSlack slack = FakeSlack.start(AppManifest.SCOPES)
                    .channel(CHANNEL, "databases")
                    .channel("C0ONCALL", "on-call");
            try {
                DemoPage page = DemoPage.start(slack, CHANNEL, new TreeMap<>(Map.of(ANNA, "Anna", BEN, "Ben")), port);
                return new BotDemo(slack, page, DemoFolder.make(context));
            } catch (IOException | FailureException e) {
                slack.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "demo",
                            "could not start the demo",
                            String.valueOf(e.getMessage()),
                            "Give another port with {--demo-port}, or none for any that is free.")
                    .asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted("the demo did not start", "it was interrupted", "Start it again.")
                    .asException(e);
        }
    }

    /** Nothing of the environment's: a demo must not reach a real Slack, or a real database. */
    BotConfiguration configuration() {
        try {
            return BotConfiguration.read(
                    Map.of(
                            "SLACK_BOT_TOKEN",
                            FakeSlack.BOT_TOKEN,
                            "SLACK_APP_TOKEN",
                            FakeSlack.APP_TOKEN,
                            "SLACK_API_URL",
                            slack.apiUrl(),
                            "APPDB_BOT_POLICY",
                            folder.policy(text()).toString(),
                            "APPDB_BOT_DATA",
                            folder.path().toString(),
                            "APPDB_BOT_HEALTH",
                            "127.0.0.1:0"),
                    Optional.empty(),
                    Optional.empty());
        } catch (ProblemsException e) {
            throw new IllegalStateException("the demo's settings are its own", e);
        }
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(BotDemo.class.getResourceAsStream(POLICY))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's policy is shipped", e);
        }
    }

    /** The instructions for the person who started the demo. */
    String words() {
        return """
            This is not Slack: a page stands in for it, and everything else is real.
              Open:   %s
              Type:   /appdb help
              Set up: /appdb setup shop dev --target local   (prod needs the other person's approval)
              End:    Ctrl-C, which also removes the databases that were made\
            """.formatted(page.url());
    }

    @Override
    public void close() {
        page.close();
        slack.close();
        folder.close();
    }
}
