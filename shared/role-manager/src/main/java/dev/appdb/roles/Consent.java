package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.DatabasePlan.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The refusal of losses that nobody has agreed to, with the options that agree to them. */
final class Consent {
    /** The code of the refusal. */
    static final String CODE = "roles-consent";

    static final String ALLOW = "--allow-revoke";
    static final String ALLOW_LOGIN = "--allow-login";
    private static final String ADDITIVE = "--additive";
    private static final String KEEP = "--keep-connect";

    private Consent() {}

    static FailureException refusal(String what, List<Loss> losses) {
        Set<String> roles = new TreeSet<>();
        Set<String> connecting = new TreeSet<>();
        Set<String> users = new TreeSet<>();
        for (Loss loss : losses) {
            (loss.opensLogin() ? users : roles).add(loss.role());
            if (loss.what().contains("CONNECT")) {
                connecting.add(loss.role());
            }
        }
        Remedy remedy = roles.isEmpty() ? Remedy.NONE : options("To agree, add ", ALLOW, roles);
        if (!users.isEmpty()) {
            remedy = remedy.and(options("To let them log in again, add ", ALLOW_LOGIN, users));
        }
        if (!connecting.isEmpty()) {
            remedy = remedy.and(
                    options("To let them go on connecting, add ", KEEP, Set.of(String.join(",", connecting))));
        }
        remedy = remedy.and(Remedy.of("To take nothing away, add {}.", Remedy.option(ADDITIVE)));
        return Failure.refused(
                        CODE,
                        what,
                        String.join("; ", losses.stream().map(Loss::sentence).toList()),
                        remedy)
                .asException();
    }

    private static Remedy options(String words, String flag, Set<String> roles) {
        List<Remedy.Part> parts = new ArrayList<>();
        parts.add(new Remedy.Text(words));
        for (String role : roles) {
            if (parts.size() > 1) {
                parts.add(new Remedy.Text(" "));
            }
            parts.add(Remedy.option(flag, role));
        }
        parts.add(new Remedy.Text("."));
        return new Remedy(parts);
    }
}
