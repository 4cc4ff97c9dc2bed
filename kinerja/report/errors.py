class ReportError(Exception):
    """A report cannot be made; the message is Indonesian and says why, and the way out."""
