"""What is odd about a row: rules as rows of a table, and the checks that an office defines.

`must_mend` is pure and fixed; `read` asks the database what the unit has switched and defined.
"""

from kinerja.findings.reading import Found, Skipped, read
from kinerja.findings.rules import Finding, Level, must_mend

__all__ = ["Finding", "Found", "Level", "Skipped", "must_mend", "read"]
