package dev.appdb.engine;

/** One target's adapters, as the wiring makes them. */
public record TargetPorts(Deployer deployer, RoleManagerClient roleManager, Connector connector, Preflight preflight) {}
