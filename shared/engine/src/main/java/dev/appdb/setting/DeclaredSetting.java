package dev.appdb.setting;

import dev.appdb.form.Answer;
import java.util.Optional;

/**
 * The declaration of a setting in the project's Terraform files.
 *
 * @param value as its flag takes it, with where it stands; empty if it can't be read
 * @param problem why it can't be read, with where it stands; empty if it can
 */
public record DeclaredSetting(Optional<Answer> value, String problem) {

    public static DeclaredSetting of(String value, String place) {
        return new DeclaredSetting(Optional.of(new Answer(value, place)), "");
    }

    public static DeclaredSetting unreadable(String problem) {
        return new DeclaredSetting(Optional.empty(), problem);
    }

    public boolean isReadable() {
        return value.isPresent();
    }
}
