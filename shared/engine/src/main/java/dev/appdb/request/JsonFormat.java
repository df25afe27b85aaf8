package dev.appdb.request;

/**
 * The versions of the JSON that appdb writes for programs of others and for its later versions. Fields may be added under the
 * same version; none is removed or changes its meaning.
 */
public final class JsonFormat {
    /** The documents on stdout, and the events on stderr and in the journal. */
    public static final int DOCUMENTS = 1;

    /** The file of an environment that is committed with the project. */
    public static final int REMEMBERED = 1;

    /** The last check of an environment, with which the next one is compared. */
    public static final int LAST_CHECK = 1;

    private JsonFormat() {}
}
