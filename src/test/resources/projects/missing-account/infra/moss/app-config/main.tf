locals {
  app_name     = "moss"
  has_database = true
}
