locals {
  app_name     = "ebbe"
  has_database = true
}
