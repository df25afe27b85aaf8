package dev.appdb.roles;

class FaultsOn18Test extends FaultsTest {
    FaultsOn18Test() {
        super(18);
    }
}
