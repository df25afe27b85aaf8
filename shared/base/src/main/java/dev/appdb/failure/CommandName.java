package dev.appdb.failure;

/** The name by which appdb was called, so that a command that is printed can be pasted: {@code ./appdb} where it was that. */
public final class CommandName {
    /** The property with which the launcher gives it. */
    public static final String PROPERTY = "appdb.command";

    private static final String STANDARD = "appdb";

    private CommandName() {}

    /** The name; {@code appdb} where the process was not started by the launcher. */
    public static String value() {
        String called = System.getProperty(PROPERTY, "");
        return called.isBlank() ? STANDARD : called;
    }

    /** A command as it is typed into a shell, such as {@code ./appdb roles plan}. */
    public static String with(String words) {
        return ShellWord.quote(value()) + " " + words;
    }
}
