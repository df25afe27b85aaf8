locals {
  app_name     = "web-rails"
  has_database = true
}
