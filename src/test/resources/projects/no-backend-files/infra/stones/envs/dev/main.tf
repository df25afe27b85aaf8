locals {
  environment_name = "dev"
}

terraform {
  backend "s3" {
    bucket = "quarry-tf-state"
    key    = "stones/dev.tfstate"
    region = "us-east-1"
  }
}
