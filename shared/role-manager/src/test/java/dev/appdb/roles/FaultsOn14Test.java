package dev.appdb.roles;

class FaultsOn14Test extends FaultsTest {
    FaultsOn14Test() {
        super(14);
    }
}
