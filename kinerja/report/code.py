"""A QR code as a picture that the template places."""

from io import BytesIO

import segno

# The quiet zone that readers need, in modules.
MARGIN = 4


def square(address: str) -> str:
    """Draw an address as SVG, error correction M: a quarter of it may be soiled by a stamp."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=MARGIN, light="#fff", xmldecl=False, nl=False)
    return drawn.getvalue().decode()
