package dev.appdb.cli.bot;

import dev.appdb.bot.AuditExport;
import dev.appdb.bot.BotStorage;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.command.CommandGroup;
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
    public static final class Export extends AppdbCommand {
        @Option(names = "--config", paramLabel = "FILE", description = "The bot's file with settings.")
        @Nullable
        Path config;

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
            Optional<BotStorage> storage = storage(problems);
            problems.throwIfAny();
            try (BotWiring wiring = new BotWiring(context, console)) {
                Store store = wiring.existingStore(storage.orElseThrow());
                AuditExport.write(store, from, new PrintWriter(context.out(), false, StandardCharsets.UTF_8));
            } catch (IOException | StoreException e) {
                throw Failure.failed(
                                "bot-database",
                                "could not read the audit log",
                                String.valueOf(e.getMessage()),
                                "Look whether the bot has ever started with this database.")
                        .asException(e);
            }
            return ExitCode.DONE;
        }

        private Optional<BotStorage> storage(Problems problems) {
            try {
                return Optional.of(BotStorage.read(context.environment(), Optional.ofNullable(config)));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
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
}
