package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other way out of a finding that may be meant: to declare it as expected. */
final class Declaring {
    private static final int MOST = 3;

    private Declaring() {}

    /** One command for each role or schema, of the first few; nothing where the update is no command of appdb's. */
    static Remedy offer(List<Expectation> declarable, Remedy update) {
        if (declarable.isEmpty()
                || update.parts().isEmpty()
                || !(update.parts().get(0) instanceof Remedy.Command of)
                || of.subcommand() != Subcommand.ROLES_UPDATE) {
            return Remedy.NONE;
        }
        Remedy.Command command = Subcommand.ROLES_EXPECT.call();
        for (String flag : List.of("--app-name", "--environment")) {
            Optional<String> value = of.value(flag);
            if (value.isPresent()) {
                command = command.with(flag, value.get());
            }
        }
        List<Remedy.Part> parts =
                new ArrayList<>(List.of(new Remedy.Text("Or, if it is meant, declare it as expected: ")));
        for (Expectation each : declarable.stream().distinct().limit(MOST).toList()) {
            if (parts.size() > 1) {
                parts.add(new Remedy.Text(" and "));
            }
            parts.add(command(command, each));
        }
        return new Remedy(parts);
    }

    private static Remedy.Command command(Remedy.Command command, Expectation each) {
        Remedy.Command about = !each.isOfRole()
                ? command.with("--schema", each.schema())
                : command.with("--role", each.role())
                        .with("--may", each.may().first().label());
        return about.with("--why", each.why());
    }
}
