"""Django's SQLite, which asks SQLite how many values one statement may hold.

Django 5.2 takes 999, the limit before 2020: an act on 60 rows of 17 columns would need two
statements. Later versions of Django ask in this same way; then this room goes.
"""
