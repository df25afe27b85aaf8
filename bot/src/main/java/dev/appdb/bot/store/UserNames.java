package dev.appdb.bot.store;

/** The names of people, as Slack gave them at their last action. */
public final class UserNames {
    private final Sql sql;

    UserNames(Sql sql) {
        this.sql = sql;
    }

    /**
     * Takes note of a name; an empty one is none. A name that is known is not written again: otherwise everything that a
     * person does would wait for whatever else they do.
     */
    public void put(String user, String name) {
        if (!name.isBlank()) {
            sql.update(
                    "INSERT INTO user_names (id, name) SELECT ?, ? WHERE NOT EXISTS (SELECT FROM user_names WHERE id = ?"
                            + " AND name = ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                    user,
                    name,
                    user,
                    name);
        }
    }

    /** The person's name, or the id of who has none yet. */
    public String of(String user) {
        return sql.first("SELECT name FROM user_names WHERE id = ?", row -> row.text("name"), user)
                .orElse(user);
    }
}
