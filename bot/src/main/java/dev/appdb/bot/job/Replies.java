package dev.appdb.bot.job;

import dev.appdb.bot.message.FilesMessage;
import dev.appdb.bot.message.Reply;
import dev.appdb.bot.message.SlackMessage;
import dev.appdb.bot.message.SlackText;
import dev.appdb.bot.message.TextFile;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.NewMessage;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.Transaction;
import java.util.List;
import java.util.Optional;

/** The answers to one delivery: rows in its transaction, which are sent by jobs. */
public final class Replies {
    private final Jobs jobs;
    private final Transaction transaction;
    private final Delivery delivery;
    private int count;

    Replies(Jobs jobs, Transaction transaction, Delivery delivery) {
        this.jobs = jobs;
        this.transaction = transaction;
        this.delivery = delivery;
    }

    /** Answers so that the whole channel sees it. */
    public void toChannel(SlackMessage message) {
        toChannel(MessageContents.of(message));
    }

    /** Answers so that the whole channel sees it, with files in its thread. */
    public void toChannel(FilesMessage message) {
        Optional<String> parent =
                Optional.of(add(Optional.empty(), Optional.empty(), MessageContents.of(message.message())));
        for (TextFile file : message.files()) {
            MessageContent.File content = new MessageContent.File(file.name(), file.content());
            add(
                    Optional.empty(),
                    parent,
                    new MessageContent(SlackText.escape(file.title()), Optional.empty(), Optional.of(content)));
        }
    }

    void toChannel(MessageContent content) {
        add(Optional.empty(), Optional.empty(), content);
    }

    /** Answers so that only who asked sees it. */
    public void toUser(SlackMessage message) {
        toUser(MessageContents.of(message));
    }

    /** Answers so that only who asked sees it: in more messages, since there is no thread; of a file the beginning. */
    public void toUser(Reply reply) {
        toUser(MessageContents.of(reply).stream()
                .map(MessageContents::withoutFile)
                .toList());
    }

    void toUser(List<MessageContent> parts) {
        Optional<String> former = Optional.empty();
        for (MessageContent part : parts) {
            former = Optional.of(add(Optional.of(delivery.user()), former, part));
        }
    }

    void toUser(MessageContent content) {
        add(Optional.of(delivery.user()), Optional.empty(), content);
    }

    private String add(Optional<String> onlyFor, Optional<String> parent, MessageContent content) {
        Optional<String> audience = onlyFor.filter(user -> !delivery.isDirect());
        count++;
        String key = "reply:" + delivery.id() + ":" + count;
        NewMessage message = NewMessage.of(key, delivery.channel(), StoredJson.write(content))
                .answering(delivery.id(), audience);
        NewMessage placed = parent.map(message::inThreadOf).orElse(message);
        boolean isNew = transaction.messages().add(content.file().isPresent() ? placed.asAttachment() : placed);
        if (isNew) {
            jobs.message(transaction, key);
        }
        return key;
    }
}
