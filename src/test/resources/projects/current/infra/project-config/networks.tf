locals {
  network_configs = {
    dev = {
      account_name = "sandbox"
    }
    prod = {
      account_name = "live"
    }
  }
}
