locals {
  app_name     = "mast"
  has_database = false
}
