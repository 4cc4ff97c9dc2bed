from django.db import models


def figure_field(verbose_name: str, **options) -> models.DecimalField:
    """Make the column of a measured number: 15 digits before the comma and 15 after it.

    SQLite keeps numbers in 64-bit floating point, exact to 15 significant digits; `numbers.parse`
    lets no more than that in, so nothing is lost on either engine.
    """
    return models.DecimalField(
        verbose_name, max_digits=30, decimal_places=15, null=True, blank=True, **options
    )
