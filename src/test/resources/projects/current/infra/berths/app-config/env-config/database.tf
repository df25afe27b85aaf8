locals {
  database_config = var.has_database ? {
    region                      = var.default_region
    cluster_name                = "${var.app_name}-${var.environment}"
    app_username                = "berths_svc"
    migrator_username           = "berths_ddl"
    schema_name                 = "harbor"
    app_access_policy_name      = "${var.app_name}-${var.environment}-app-access"
    migrator_access_policy_name = "${var.app_name}-${var.environment}-migrator-access"

    instance_count      = var.database_instance_count
    engine_version      = var.database_engine_version
    min_capacity        = var.database_min_capacity
    max_capacity        = var.database_max_capacity
    enable_http_endpoint = true

    # Only those that a superuser has to create.
    superuser_extensions = {
      "vector" : true
    }
  } : null
}
