"""Figures that long trials measured, printed when all of them have ended."""

from django.db import connection

TOLD: list[str] = []


def tell(trial: str, **figures: object) -> None:
    """Keep the figures of a trial, with the database that it ran on."""
    counted = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
    TOLD.append(f"{trial} ({connection.vendor}): {counted}")
