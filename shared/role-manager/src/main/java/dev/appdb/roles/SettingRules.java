package dev.appdb.roles;

import static dev.appdb.roles.Rule.eachExistingUser;

import dev.appdb.roles.CatalogSnapshot.Setting;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** D08: the settings with which the users' sessions begin. */
final class SettingRules {
    /** The shortest time-out with which an application can be expected to work, in milliseconds. */
    private static final long SHORTEST_MILLIS = 100;

    /** Only a superuser sets and resets it. */
    private static final String REPLICATION_ROLE = "session_replication_role";

    /** A reader may well have it. */
    static final String READ_ONLY = "default_transaction_read_only";

    private static final Set<String> TIMEOUTS = Set.of(
            "statement_timeout",
            "transaction_timeout",
            "lock_timeout",
            "idle_session_timeout",
            "idle_in_transaction_session_timeout");
    /** Units of time in settings; without one it is milliseconds. Source: PostgreSQL documentation, "Setting Parameters". */
    private static final Map<String, Double> MILLIS =
            Map.of("us", 0.001, "", 1.0, "ms", 1.0, "s", 1_000.0, "min", 60_000.0, "h", 3_600_000.0, "d", 86_400_000.0);

    private static final Pattern DURATION = Pattern.compile("(?<number>\\d+(\\.\\d+)?)\\s*(?<unit>us|ms|s|min|h|d|)");
    private static final Set<String> ON = Set.of("on", "true", "yes", "1");
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");

    private SettingRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "D08",
                Severity.CRITICAL,
                "No setting of a user or of the database makes its sessions read-only, ends them at once, gives them another"
                        + " role or keeps triggers from running",
                RepairSummary.byHand("as the master or a superuser: resets the setting"),
                eachExistingUser(SettingRules::canWork)));
    }

    private static Observation canWork(Situation situation, String user) {
        List<String> found = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        effective(situation, user).stream()
                .filter(setting -> !(setting.name().equals(READ_ONLY)
                        && situation.spec().readers().contains(user)))
                .forEach(setting -> trouble(setting).ifPresent(trouble -> {
                    found.add(setting.name() + " is " + setting.value() + " for " + scope(situation, setting) + ", so "
                            + trouble);
                    repairs.add(resetting(situation, setting));
                }));
        return found.isEmpty()
                ? Observation.passed(UserRules.subject(user), "no setting keeps its sessions from working")
                : Observation.failed(UserRules.subject(user), String.join("; ", found), repairs);
    }

    /** The most specific of each name: for the user in the database, the user, the database, everybody. */
    static List<Setting> effective(Situation situation, String user) {
        return situation.now().settings().stream()
                .filter(setting -> setting.role().equals(user) || setting.role().equals(CatalogSnapshot.PUBLIC))
                .sorted(Comparator.comparing((Setting setting) -> setting.role().equals(CatalogSnapshot.PUBLIC))
                        .thenComparing(setting -> !setting.forDatabase()))
                .collect(Collectors.toMap(
                        Setting::name, setting -> setting, (specific, general) -> specific, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private static Optional<String> trouble(Setting setting) {
        String value = setting.value().toLowerCase(Locale.ROOT);
        return switch (setting.name()) {
            case READ_ONLY -> when(ON.contains(value), "it writes nothing");
            case "row_security" -> when(OFF.contains(value), "queries of tables with policies fail");
            case REPLICATION_ROLE -> when(value.equals("replica"), "triggers and foreign keys do nothing");
            case "role" -> when(!value.equals("none"), "its sessions act as another role");
            default ->
                when(
                        TIMEOUTS.contains(setting.name())
                                && millis(value).orElse(0) > 0
                                && millis(value).orElse(0) < SHORTEST_MILLIS,
                        "its sessions end before they have done anything");
        };
    }

    private static Optional<String> when(boolean holds, String trouble) {
        return holds ? Optional.of(trouble) : Optional.empty();
    }

    /** Rounded up to whole milliseconds; empty where it is no time. */
    private static OptionalLong millis(String value) {
        Matcher duration = DURATION.matcher(value);
        return duration.matches()
                ? OptionalLong.of((long) Math.ceil(Double.parseDouble(duration.group("number"))
                        * MILLIS.getOrDefault(duration.group("unit"), 1.0)))
                : OptionalLong.empty();
    }

    private static String scope(Situation situation, Setting setting) {
        boolean isForAll = setting.role().equals(CatalogSnapshot.PUBLIC);
        String inDatabase = "database " + situation.database();
        if (isForAll) {
            return setting.forDatabase() ? inDatabase : "all roles and databases";
        }
        return "user " + Identifier.quoted(setting.role()) + (setting.forDatabase() ? " in " + inDatabase : "");
    }

    private static Repair resetting(Situation situation, Setting setting) {
        String reset = " RESET " + Identifier.quoted(setting.name()) + ";";
        boolean isSuperusers = setting.name().equals(REPLICATION_ROLE);
        if (!setting.role().equals(CatalogSnapshot.PUBLIC)) {
            boolean may = !isSuperusers
                    && situation
                            .now()
                            .role(setting.role())
                            .filter(role -> MasterRights.mayAlter(situation.now(), role))
                            .isPresent();
            return new ManualSql(
                    may ? situation.theMaster() : ManualSql.SUPERUSER,
                    "ALTER ROLE " + Identifier.quoted(setting.role())
                            + (setting.forDatabase() ? " IN DATABASE " + situation.database() : "") + reset,
                    ManualSql.LEFT_TO_PEOPLE);
        }
        if (!setting.forDatabase()) {
            return ManualSql.asSuperuser("ALTER ROLE ALL" + reset, ManualSql.LEFT_TO_PEOPLE);
        }
        String owner = situation.now().server().masterOwnsDatabase()
                ? situation.theMaster()
                : Identifier.quoted(situation.now().server().databaseOwner());
        return new ManualSql(
                isSuperusers ? ManualSql.SUPERUSER : owner,
                "ALTER DATABASE " + situation.database() + reset,
                ManualSql.LEFT_TO_PEOPLE);
    }
}
