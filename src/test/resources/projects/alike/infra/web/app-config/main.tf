locals {
  app_name     = "web"
  has_database = true
}
