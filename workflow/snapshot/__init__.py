"""An edition of a record as canonical JSON: all that its report says, up to the approval.

What happens in step 4 stands outside it, but for the register number, which the cover bears.
"""

from workflow.snapshot.writing import FORMAT, plain, write

__all__ = ["FORMAT", "plain", "write"]
