"""Whether the installation is well: one table of checks, read by /sehat/ and by who keeps it.

It stands in this room and not in kinerja because the outbox belongs to reminding.
"""

from workflow.health.checks import CHECKS, Check, Found
from workflow.health.reading import Health, read

__all__ = ["CHECKS", "Check", "Found", "Health", "read"]
