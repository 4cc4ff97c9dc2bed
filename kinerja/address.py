"""Where a request comes from, as far as the installation can know it."""

from ipaddress import IPv4Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

# One household or office holds a whole network of this length.
IPV6_PREFIX = 64


def address(request: HttpRequest) -> str:
    """Name the address that a request came from; of IPv6 its network.

    Behind proxies of one's own (settings.PROXIES of them) it is what the outermost one saw: each
    appends whom it was asked by, and what stands before that anybody can write.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").replace(",", " ").split()
    seen = [*told, request.META.get("REMOTE_ADDR", "")]
    text = seen[-1 - settings.PROXIES] if len(seen) > settings.PROXIES else seen[-1]
    try:
        found = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, IPV6_PREFIX), strict=False))
