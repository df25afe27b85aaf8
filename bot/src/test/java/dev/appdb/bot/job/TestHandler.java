package dev.appdb.bot.job;

import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RequiredApprovals;
import dev.appdb.bot.store.Transaction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Understands {@code <approvals> <app> <environment> <command>}, {@code yes|no <run> <approval id>}, {@code echo …} and
 * {@code whisper …}, and {@code murmur …}, which is whispered word by word; everything is allowed and audited.
 */
record TestHandler(RunService runService) implements DeliveryHandler {
    static final Duration APPROVAL = Duration.ofHours(4);

    @Override
    public void handle(Transaction transaction, Delivery delivery, Set<String> groups, Replies replies) {
        String[] words = delivery.field(Delivery.TEXT).split(" ", 4);
        transaction
                .audit()
                .add(new AuditEntry(
                        transaction.now(),
                        delivery.user(),
                        delivery.channel(),
                        "test",
                        delivery.field(Delivery.TEXT),
                        Optional.empty(),
                        true,
                        "tests may",
                        Optional.empty(),
                        Optional.empty()));
        switch (words[0]) {
            case "echo" -> replies.toChannel(MessageContent.text(delivery.field(Delivery.TEXT)));
            case "whisper" -> replies.toUser(MessageContent.text(groups + " " + delivery.field(Delivery.TEXT)));
            case "murmur" ->
                replies.toUser(Arrays.stream(delivery.field(Delivery.TEXT).split(" "))
                        .map(MessageContent::text)
                        .toList());
            case "fail" -> throw new IllegalStateException("a defect");
            case "yes", "no" ->
                replies.toUser(MessageContent.text(runService
                        .review(
                                transaction,
                                words[1],
                                words[2],
                                delivery.user(),
                                words[0].equals("yes"),
                                Set.of(0),
                                Optional.empty())
                        .toString()));
            default ->
                runService.begin(
                        transaction,
                        new NewRun(
                                "delivery:" + delivery.id(),
                                words[3],
                                words[3] + " " + words[1] + " " + words[2],
                                EnvironmentKey.of(words[1], words[2]),
                                delivery.user(),
                                delivery.channel(),
                                delivery.channel().startsWith("D"),
                                Optional.of(delivery.id()),
                                Map.of("target", "local"),
                                Set.of(),
                                Optional.empty(),
                                required(Integer.parseInt(words[0])),
                                Set.of(),
                                APPROVAL));
        }
    }

    /** One rule, whose approvers are all. */
    static List<RequiredApprovals> required(int approvals) {
        return approvals == 0 ? List.of() : List.of(new RequiredApprovals("test", approvals, Set.of()));
    }
}
