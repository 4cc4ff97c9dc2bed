"""Where a request comes from: nobody chooses the address that is counted."""

import pytest
from django.test import RequestFactory

from kinerja.address import address


def seen(peer: str, told: str | None = None) -> str:
    headers = {} if told is None else {"HTTP_X_FORWARDED_FOR": told}
    return address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


def test_without_a_proxy_it_is_the_peer_whatever_the_request_says():
    assert seen("203.0.113.7", "198.51.100.1") == "203.0.113.7"


def test_behind_a_proxy_it_is_whom_the_proxy_saw(settings):
    settings.PROXIES = 1
    assert seen("127.0.0.1", "198.51.100.1") == "198.51.100.1"
    assert seen("127.0.0.1", "1.2.3.4, 198.51.100.1") == "198.51.100.1"
    assert seen("127.0.0.1") == "127.0.0.1"


def test_behind_two_proxies_it_is_whom_the_outer_one_saw(settings):
    settings.PROXIES = 2
    assert seen("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2") == "198.51.100.1"


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("bukan alamat", "unknown"),
    ],
)
def test_network_of_ipv6_is_one_address(peer, counted):
    assert seen(peer) == counted
