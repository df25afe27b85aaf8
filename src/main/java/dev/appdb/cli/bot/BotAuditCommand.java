package dev.appdb.cli.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.AuditExport;
import dev.appdb.bot.BotStorage;
import dev.appdb.bot.store.AuditVerdict;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.command.CommandGroup;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.wiring.BotWiring;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands about the bot's audit log. */
public final class BotAuditCommand {
    private BotAuditCommand() {}

    /** Only the word before {@code export}. */
    @Command(name = "audit", description = "Read the bot's audit log.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** Prints the audit log. */
    @Command(
            name = "export",
            description = {
                "Print the audit log, the oldest first, one JSON object a line.",
                "The database is that of APPDB_DATABASE_URL, or the embedded one in APPDB_BOT_DATA."
            })
    public static final class Export extends OfAuditLog {
        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Only what happened since, such as 2026-11-23 or 2026-11-23T15:00:00Z.")
        @Nullable
        String since;

        public Export(ProcessContext context) {
            super(context);
        }

        /** Each entry is a line of JSON, whatever --output says: there may be very many. */
        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            Instant from = problems.value("--since", since, Export::instant).orElse(Instant.EPOCH);
            return reading(problems, store -> {
                AuditExport.write(store, from, new PrintWriter(context.out(), false, StandardCharsets.UTF_8));
                return ExitCode.DONE;
            });
        }

        private static Instant instant(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no time such as 2026-11-23 or 2026-11-23T15:00:00Z");
            }
        }
    }

    /** Follows the audit log's chain of hashes. */
    @Command(
            name = "verify",
            description = {
                "Prove that no entry of the audit log was changed or removed since it was sealed, and say where if one was.",
                "Each entry's hash covers the one before. Whoever can rewrite the whole database can rewrite the whole"
                        + " chain: note the last hash elsewhere, and give it with --noted later. Exits with 3 if the chain is"
                        + " broken."
            })
    public static final class Verify extends OfAuditLog {
        @Option(
                names = "--noted",
                paramLabel = "HASH",
                description = "A last hash that was printed before: the log has to contain it still.")
        @Nullable
        String noted;

        public Verify(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            Optional<String> hash = problems.value("--noted", noted, Verify::hash);
            return reading(problems, store -> {
                AuditVerdict verdict =
                        store.within(transaction -> transaction.auditChain().verify(hash));
                console.result(lines(verdict), json(verdict));
                return verdict.problem().isPresent() ? ExitCode.FOUND : ExitCode.DONE;
            });
        }

        private static String hash(String text) {
            if (!text.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("\"" + text + "\" is no hash of 64 hexadecimal digits");
            }
            return text;
        }

        private static List<String> lines(AuditVerdict verdict) {
            List<String> lines = new ArrayList<>();
            lines.add(verdict.problem()
                    .map(problem -> "The audit log is not as it was sealed: " + problem + ".")
                    .orElse("The audit log is as it was sealed."));
            lines.add("Entries verified: " + verdict.entries());
            if (verdict.unsealed() > 0) {
                lines.add("Not sealed yet: " + verdict.unsealed() + " (the running bot seals every 10 s)");
            }
            if (verdict.purged() > 0) {
                lines.add("Removed by the setting keep-audit: " + verdict.purged());
            }
            lines.add("Last hash: " + (verdict.lastHash().isEmpty() ? "none" : verdict.lastHash()));
            return lines;
        }

        private static ObjectNode json(AuditVerdict verdict) {
            return Console.object()
                    .put("verdict", verdict.problem().isEmpty() ? "done" : "found")
                    .put("unbroken", verdict.problem().isEmpty())
                    .put("problem", verdict.problem().orElse(null))
                    .put("entries", verdict.entries())
                    .put("unsealed", verdict.unsealed())
                    .put("purged", verdict.purged())
                    .put("last_hash", verdict.lastHash());
        }
    }

    /** A command that reads the audit log in the bot's database. */
    private abstract static class OfAuditLog extends AppdbCommand {
        @Option(names = "--config", paramLabel = "FILE", description = "The bot's file with settings.")
        @Nullable
        Path config;

        OfAuditLog(ProcessContext context) {
            super(context);
        }

        /** The work with the bot's store. */
        @FunctionalInterface
        interface Reader {
            /** Returns the exit code. */
            int read(Store store) throws IOException;
        }

        /** Does the work, unless something in the command or the bot's settings is wrong. */
        int reading(Problems problems, Reader reader) throws ProblemsException, FailureException {
            Optional<BotStorage> storage = storage(problems);
            problems.throwIfAny();
            try (BotWiring wiring = new BotWiring(context, console)) {
                return reader.read(wiring.existingStore(storage.orElseThrow()));
            } catch (IOException | StoreException e) {
                throw Failure.failed(
                                "bot-database",
                                "could not read the audit log",
                                String.valueOf(e.getMessage()),
                                "Look whether the bot has ever started with this database.")
                        .asException(e);
            }
        }

        private Optional<BotStorage> storage(Problems problems) {
            try {
                return Optional.of(BotStorage.read(context.environment(), Optional.ofNullable(config)));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }
    }
}
