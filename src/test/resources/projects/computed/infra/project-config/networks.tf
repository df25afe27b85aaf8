locals {
  network_configs = {
    quiet = { account_name = "night" }
    busy  = { account_name = "day" }
  }
}
