locals {
  project_name = "quarry"
  region       = "us-east-1"
}
