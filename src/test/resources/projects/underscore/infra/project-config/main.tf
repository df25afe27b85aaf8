locals {
  project_name   = "sieve"
  default_region = "us-east-1"
}
