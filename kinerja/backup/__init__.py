"""Cadangan: the database, the documents and the archive as one folder, made while people work.

The database comes first, then the files. What a row names is never taken away sooner than a day
after the row (see `evidence.sweep`), so every file that the database's copy names is still there.
"""
