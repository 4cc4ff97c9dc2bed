from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    """What is measured, by whom, and what happened."""

    name = "kinerja"
    verbose_name = "Data kinerja"
    default_auto_field = "django.db.models.BigAutoField"
