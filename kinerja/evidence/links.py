"""Links instead of files: http and https only, as they are typed."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from kinerja.evidence.refusing import Unfit
from kinerja.models import Evidence

LONGEST = Evidence._meta.get_field("link").max_length
is_address = URLValidator(schemes=["http", "https"])


def link_of(text: str) -> str:
    """Give a link as it is kept. Raises Unfit, saying what is wrong with it."""
    text = text.strip()
    if len(text) > LONGEST:
        raise Unfit(f"Tautan paling panjang {LONGEST} huruf.")
    try:
        is_address(text)
        scheme, place, *_ = urlsplit(text)
    except (ValidationError, ValueError) as error:
        raise Unfit(
            "Tautan diawali https:// atau http://, misalnya dari penyimpanan kantor."
        ) from error
    if "@" in place:
        raise Unfit("Tautan tidak boleh memuat nama pengguna atau kata sandi.")
    return f"{scheme.lower()}{text[len(scheme) :]}"
