"""What every page says of how it is reached, also a page that is made without a request."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def is_lan() -> bool:
    """Say whether pages go unsealed through the office's own network."""
    return settings.IS_LAN
