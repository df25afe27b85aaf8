package dev.appdb.roles;

class FaultsOn15Test extends FaultsTest {
    FaultsOn15Test() {
        super(15);
    }
}
