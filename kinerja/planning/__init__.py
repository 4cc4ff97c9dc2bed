"""The planning document: a Perjanjian Kinerja as a workbook, out and back.

Nothing here writes to the database; `kinerja.keeping.documents` applies what was read.
"""
