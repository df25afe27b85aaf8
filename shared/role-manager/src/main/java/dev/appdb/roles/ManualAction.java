package dev.appdb.roles;

/**
 * Something that {@code manage} found to be wrong and leaves to a person; all else was done.
 *
 * @param what what is not as declared
 * @param why why the role manager leaves it
 * @param remedy who must run what
 */
public record ManualAction(String what, String why, String remedy) {

    @Override
    public String toString() {
        return what + ": " + why + ". " + remedy;
    }
}
