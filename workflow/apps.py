from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    """Who may do what next, and by when."""

    name = "workflow"
    verbose_name = "Alur kerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflow import checks, guards  # noqa: F401  (checks register themselves)

        # The one signal receiver of the project: SQLite's table rebuild drops triggers silently,
        # so they are set again after every migration.
        post_migrate.connect(guards.install_after_migrate, sender=self)
