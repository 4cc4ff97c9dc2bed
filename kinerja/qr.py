"""A QR code for paper: it leads from a printed sheet, or from a report, to its page."""

from base64 import b64encode
from io import BytesIO

import segno
from django.conf import settings

# The quiet zone that readers need, in modules.
MARGIN = 4


def address_of(path: str) -> str:
    """Complete a path with the address under which the installation is reached."""
    return f"{settings.SITE_URL}{path}"


def square(address: str) -> str:
    """Draw an address as SVG, error correction M: a quarter of it may be soiled by a stamp.

    Reports are sealed with it: other signs here are another version of their template.
    """
    code = segno.make(address, error="m", micro=False, boost_error=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=MARGIN, light="#fff", xmldecl=False, nl=False)
    return drawn.getvalue().decode()


def picture(address: str) -> str:
    """Draw it for the `src` of a page."""
    return f"data:image/svg+xml;base64,{b64encode(square(address).encode()).decode()}"
