locals {
  project_name   = "glade"
  default_region = "us-east-1"

  network_configs = {
    dev  = { account_name = "test" }
    prod = { account_name = "live" }
  }
}
