locals {
  app_name     = "oil"
  prefix       = "oil"
  has_database = true
}
