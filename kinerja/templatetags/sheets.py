"""What printed sheets share: their name as a file, and the code that leads back to their page."""

from django import template

from kinerja import qr
from kinerja.naming import named

register = template.Library()


@register.simple_tag
def sheet_name(*words: object) -> str:
    """Name a sheet; a browser calls the file so that it prints into."""
    return named(*words)


@register.inclusion_tag("parts/sheet_code.html")
def sheet_code(path: str) -> dict[str, str]:
    """Draw the QR code of a page, with the same address in words."""
    address = qr.address_of(path)
    return {"address": address, "picture": qr.picture(address)}
