package dev.appdb.roles;

class FaultsOn16Test extends FaultsTest {
    FaultsOn16Test() {
        super(16);
    }
}
