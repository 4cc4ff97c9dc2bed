"""What `manage.py verify` reads: every chain, file, report, guard, state and value.

Each check is a row of a table: what it looks at, one after another, and what it finds wrong there.
It cannot see what was rewritten as a whole: a chain that was cut and hashed again from there, with
its archives, is told from the true one by the hash that the printed report bears.
"""

from workflow.verifying.checks import CHECKS, Check
from workflow.verifying.found import Found, Weight
from workflow.verifying.scope import Scope

__all__ = ["CHECKS", "Check", "Found", "Scope", "Weight"]
