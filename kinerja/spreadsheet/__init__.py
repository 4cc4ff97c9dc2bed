"""Any bytes as the plain cells of a workbook, or a refusal in plain words.

`cells.read` is the way in. What touches the bytes (`child`, `parts`, `book`, `sheet`) runs in a
process of its own; see docs/decisions/0010-workbooks-are-read-in-a-child.md.
"""
