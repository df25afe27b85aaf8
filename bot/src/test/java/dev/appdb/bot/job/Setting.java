package dev.appdb.bot.job;

/** Something that a test sets while other threads use it. */
final class Setting<T> {
    private volatile T value;

    Setting(T value) {
        this.value = value;
    }

    T get() {
        return value;
    }

    void set(T other) {
        value = other;
    }
}
