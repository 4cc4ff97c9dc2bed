"""Installs the program from one file, without network: Python 3.11's own library and nothing else.

Every version lies in a folder of its own and `current` leads to the one that serves, so that an
update is one step forward and the way back is one step too.
"""
