"""Requests as they come in through the door: each can be read far enough to be answered."""

from django.core.handlers.wsgi import WSGIRequest


class ReadableRequest(WSGIRequest):
    """A request whose Content-Type may be nonsense; that of Django then is an error of its own.

    It is given a charset that is none, which kinerja.middleware refuses as it does every other.
    """

    def _set_content_type_params(self, meta: dict) -> None:
        try:
            super()._set_content_type_params(meta)
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}
