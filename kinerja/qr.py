"""A QR code for paper: it leads from a printed sheet to its page."""

import segno
from django.conf import settings

# The quiet zone that readers need, in modules.
MARGIN = 4


def address_of(path: str) -> str:
    """Complete a path with the address under which the installation is reached."""
    return f"{settings.SITE_URL}{path}"


def picture(address: str) -> str:
    """Draw an address as an SVG for `src`; error correction M bears a stamp on an edge."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(border=MARGIN, dark="#000", light="#fff")
