package dev.appdb.bot.job;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.Transaction;
import java.util.Set;

/** Decides what a delivery means. Everything that it does is rows in the transaction that it is given. */
@FunctionalInterface
public interface DeliveryHandler {

    /**
     * Works on a delivery: audits it, and begins, approves or answers.
     *
     * @param groups the user groups of who did it
     * @param replies takes what to answer
     */
    void handle(Transaction transaction, Delivery delivery, Set<String> groups, Replies replies);

    /** True if the user groups of who did it may change what the delivery comes to; asking Slack for them may take long. */
    default boolean dependsOnGroups(Delivery delivery) {
        return true;
    }

    /**
     * Reads what a person's home tab shows now.
     *
     * @param groups the user groups of the person
     */
    default MessageContent home(Transaction transaction, String user, Set<String> groups) {
        return MessageContent.text("");
    }
}
