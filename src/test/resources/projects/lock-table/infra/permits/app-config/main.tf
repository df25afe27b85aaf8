locals {
  app_name                       = "permits"
  environments                   = ["dev", "staging"]
  has_database                   = true
  account_names_by_environment = {
    dev     = "parks"
    staging = "parks"
  }
}
