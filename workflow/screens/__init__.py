"""What screens show: the frozen shapes that views hand to templates, read and never written."""
