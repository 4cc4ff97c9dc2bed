"""How an installation is reached, and what it must not be started with.

Three ways: for trying out (DEBUG), by https, and DEPLOY=lan: http within one building, on addresses
that the internet does not reach. Read by settings.py, so nothing here asks for settings.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

HTTPS, LAN = "https", "lan"
# As many as Django's own check asks for: 50 signs, five different ones.
SHORTEST_SECRET, FEWEST_SIGNS = 50, 5
GIVEN_IN_EXAMPLES = ("django-insecure-", "change", "ganti", "secret", "rahasia")
# Loopback, RFC 1918, link-local, and the same of IPv6.
PRIVATE = tuple(
    map(
        ip_network,
        (
            *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
            *("::1/128", "fc00::/7", "fe80::/10"),
        ),
    )
)

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
        *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment"),
        *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
    )
)


def own_secret(path: Path) -> str:
    """Read the installation's secret; the first run writes it, readable by its owner alone."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(get_random_secret_key())
        # Two processes that start at once: the first link wins, whole, and the other reads it.
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
        Path(file.name).unlink()
    return path.read_text()


def checked_secret(secret: str) -> str:
    """Give the secret back; raise ImproperlyConfigured for one that is short or from an example."""
    is_weak = len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_SIGNS
    if is_weak or secret.lower().startswith(GIVEN_IN_EXAMPLES):
        raise ImproperlyConfigured(
            "SECRET_KEY terlalu pendek atau dari contoh. Kosongkan: program membuatnya sendiri di "
            f"DATA_DIR. Atau isi dengan paling sedikit {SHORTEST_SECRET} tanda acak."
        )
    return secret


def checked_way(way: str, hosts: Iterable[str]) -> str:
    """Give the way back; raise ImproperlyConfigured for an unknown one, or lan on public names."""
    if way not in (HTTPS, LAN):
        raise ImproperlyConfigured(f"DEPLOY={way} tidak dikenal: pilih {HTTPS} atau {LAN}.")
    public = [host for host in hosts if not is_private(host)] if way == LAN else []
    if public:
        raise ImproperlyConfigured(
            f"DEPLOY=lan hanya untuk alamat di dalam kantor. ALLOWED_HOSTS memuat "
            f"{', '.join(public)}: hapus, atau layani dengan https (DEPLOY=https)."
        )
    return way


def is_private(host: str) -> bool:
    """Say whether a name leads only within a building: an address, *.local, or a bare name."""
    name = host.strip("[]").lower()
    try:
        found = ip_address(name)
    except ValueError:
        is_bare = "." not in name and "*" not in name
        return bool(name) and (is_bare or (name.endswith(".local") and not name.startswith(".")))
    return any(found in network for network in PRIVATE)
