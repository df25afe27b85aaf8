variable "environment" {}

variable "user_prefix" {
  default = "lamp"
}

locals {
  schema = "wick"

  database_config = {
    engine_version    = var.environment == "prod" ? "17.5" : "16.8"
    min_capacity      = var.environment == "prod" ? 4 : 0
    max_capacity      = var.environment != "prod" ? 2 : 32
    app_username      = "${var.user_prefix}-app"
    migrator_username = "${var.user_prefix}-migrator"
    schema_name       = local.schema
    additional_schema_names = ["${local.schema}_history", "spill"]
    deletion_protection = var.environment == "prod"

    superuser_extensions = var.environment == "prod" ? { "vector" : true } : { "vector" : true, "hypopg" : true }
  }
}
