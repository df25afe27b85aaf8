locals {
  app_name     = "web-flask"
  has_database = true
}
