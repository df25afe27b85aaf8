package dev.appdb.roles;

class FaultsOn17Test extends FaultsTest {
    FaultsOn17Test() {
        super(17);
    }
}
