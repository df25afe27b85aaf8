locals {
  project_name   = "signal"
  default_region = "us-east-1"
}
