package dev.appdb.failure;

/** The way in which a front end writes the parts of a {@link Remedy}. */
@FunctionalInterface
public interface Dialect {
    /** The command line's: commands as they are typed into a shell, in backticks where words stand around them. */
    Dialect COMMAND_LINE = Dialect::commandLine;

    /**
     * Writes a part.
     *
     * @param isAlone whether it is all there is, without words around it
     */
    String write(Remedy.Part part, boolean isAlone);

    private static String commandLine(Remedy.Part part, boolean isAlone) {
        if (part instanceof Remedy.Text words) {
            return words.text();
        } else if (part instanceof Remedy.Command command) {
            return isAlone ? command.toString() : "`" + command + "`";
        } else if (part instanceof Remedy.Again) {
            return "the same command";
        } else if (part instanceof Remedy.Sql sql) {
            return "As " + sql.role() + ": " + sql.statement();
        } else if (part instanceof Remedy.Shell shell) {
            return isAlone ? shell.line() : "`" + shell.line() + "`";
        }
        return part.toString();
    }
}
