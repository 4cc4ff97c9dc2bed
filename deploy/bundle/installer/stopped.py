class Stopped(Exception):
    """What was asked cannot be done; the words are Indonesian and say how things stand."""
