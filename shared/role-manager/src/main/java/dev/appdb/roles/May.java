package dev.appdb.roles;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that a role can be declared to be expected to do, which a check reports otherwise. */
public enum May {
    /** To connect to the database; an update grants it, so that it stays when PUBLIC loses it. */
    CONNECT("keeps CONNECT"),
    /** To read the application's data, also through pg_read_all_data, and what will be created. */
    READ("reads the application's data"),
    /** To read and change the application's data, also through pg_write_all_data. */
    WRITE("changes the application's data"),
    /** To create and own objects in the application's schemas and in public. */
    CREATE("creates in the schemas"),
    /** To have REPLICATION. */
    REPLICATE("has REPLICATION"),
    /** To administer the server: as a member of rds_superuser or of the master, by attributes, or as the database's owner. */
    ADMINISTER("administers the server"),
    /** To act as the app or a reader. */
    ACT_AS_APP("acts as the app or a reader"),
    /** To act as the migrator. */
    ACT_AS_MIGRATOR("acts as the migrator"),
    /** For the app: to read and change rows, without TRUNCATE, REFERENCES, TRIGGER and MAINTAIN on tables. */
    DML_ONLY("reads and changes rows only");

    private final String words;

    May(String words) {
        this.words = words;
    }

    /** In a sentence after the role's name, such as "keeps CONNECT". */
    String words() {
        return words;
    }

    /** As it is typed and stands in JSON, such as {@code act-as-app}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels, for a sentence. */
    public static String labels() {
        return Arrays.stream(values()).map(May::label).collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException naming those there are */
    public static May of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + label + "\" is not known: use some of " + labels()));
    }

    /** Returns whether one that may do these may do this, too. */
    boolean isIn(Set<May> declared) {
        return declared.contains(this)
                || switch (this) {
                    case READ -> declared.contains(WRITE) || declared.contains(ADMINISTER);
                    case CONNECT, WRITE, CREATE, REPLICATE, ACT_AS_APP, ACT_AS_MIGRATOR ->
                        declared.contains(ADMINISTER);
                    case ADMINISTER, DML_ONLY -> false;
                };
    }
}
