package dev.appdb.engine;

/** One target's adapters, as the wiring makes them. */
public record TargetPorts(
        Deployer deployer,
        RoleManagerClient roleManager,
        Connector connector,
        Preflight preflight,
        PasswordKeeper passwords) {

    /** For a target whose users have no passwords. */
    public TargetPorts(Deployer deployer, RoleManagerClient roleManager, Connector connector, Preflight preflight) {
        this(deployer, roleManager, connector, preflight, PasswordKeeper.NONE);
    }
}
