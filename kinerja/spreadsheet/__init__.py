"""Workbooks, whatever is in them: any bytes as plain cells, tables by their heads, cells as meant.

`cells.read` is the way in. What touches the bytes (`child`, `parts`, `book`, `sheet`) runs in a
process of its own; see docs/decisions/0010-workbooks-are-read-in-a-child.md. What was read is found
by `heads` and understood by `figures`; `texts` and `paper` are for the way out.
"""
