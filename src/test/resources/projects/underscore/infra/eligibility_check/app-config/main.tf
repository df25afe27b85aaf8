locals {
  app_name     = "eligibility_check"
  has_database = true
}
