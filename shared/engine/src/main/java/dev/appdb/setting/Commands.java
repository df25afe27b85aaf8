package dev.appdb.setting;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toSet;

import dev.appdb.failure.Subcommand;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of the commands about one database, which are those that settings may be given to. */
final class Commands {
    static final Set<Subcommand> ALL = Arrays.stream(Subcommand.values())
            .filter(Subcommand::isAboutADatabase)
            .collect(collectingAndThen(toSet(), Collections::unmodifiableSet));

    /** Those that remember what they are given. */
    static final Set<Subcommand> CONFIGURING = of(Subcommand.SETUP, Subcommand.CONFIGURE);

    /** Those for which it matters what would be deployed, beside the configuring ones, which remember it. */
    static final Set<Subcommand> DEPLOYING = and(CONFIGURING, Subcommand.PLAN, Subcommand.APPLY, Subcommand.TEMPLATE);

    /** Those for which it matters which users and which schema there are. */
    static final Set<Subcommand> USING_ROLES = and(
            DEPLOYING,
            Subcommand.ROLES_PLAN,
            Subcommand.ROLES_UPDATE,
            Subcommand.ROLES_CHECK,
            Subcommand.PASSWORD_ROTATE,
            Subcommand.PASSWORD_SHOW,
            Subcommand.ACCESS_GRANT,
            Subcommand.ACCESS_LIST,
            Subcommand.ACCESS_REVOKE,
            Subcommand.CONNECT,
            Subcommand.DOCTOR,
            Subcommand.ADOPT);

    /** Those for which it matters which database it is. */
    static final Set<Subcommand> NAMING_DATABASE = and(
            USING_ROLES,
            Subcommand.EXTENSIONS_LIST,
            Subcommand.EXTENSIONS_SET,
            Subcommand.EXTENSIONS_UNSET,
            Subcommand.STATUS);

    /** Those for which it matters how the role manager is deployed. */
    static final Set<Subcommand> WITH_ROLE_MANAGER = and(DEPLOYING, Subcommand.ADOPT);

    /** Those that make change sets. */
    static final Set<Subcommand> PLANNING = of(Subcommand.SETUP, Subcommand.PLAN, Subcommand.APPLY, Subcommand.ADOPT);

    /** Those that can say which database of somebody else is meant; the others remember it. */
    static final Set<Subcommand> ADOPTING = of(Subcommand.ADOPT, Subcommand.IAM_POLICY, Subcommand.DOCTOR);

    /** Those that work with a server of somebody's own. */
    static final Set<Subcommand> AT_A_SERVER =
            except(Subcommand.STOP, Subcommand.TEMPLATE, Subcommand.IAM_POLICY, Subcommand.ADOPT);

    /** Those that give the users passwords, where they log in with them. */
    static final Set<Subcommand> SETTING_PASSWORDS = of(
            Subcommand.SETUP,
            Subcommand.PLAN,
            Subcommand.APPLY,
            Subcommand.ROLES_PLAN,
            Subcommand.ROLES_UPDATE,
            Subcommand.PASSWORD_ROTATE);

    /** Those that work in the AWS account. */
    static final Set<Subcommand> IN_THE_ACCOUNT = except(Subcommand.STOP, Subcommand.TEMPLATE);

    private Commands() {}

    static Set<Subcommand> of(Subcommand first, Subcommand... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    static Set<Subcommand> and(Set<Subcommand> some, Subcommand... others) {
        Set<Subcommand> all = EnumSet.copyOf(some);
        Collections.addAll(all, others);
        return Collections.unmodifiableSet(all);
    }

    static Set<Subcommand> except(Subcommand first, Subcommand... others) {
        Set<Subcommand> rest = EnumSet.copyOf(ALL);
        rest.removeAll(of(first, others));
        return Collections.unmodifiableSet(rest);
    }
}
