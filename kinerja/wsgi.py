"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from kinerja import serving
from kinerja.door import ReadableRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")

application = get_wsgi_application()
# All screens, now: a worker that takes a dead one's place is forked ready (gunicorn --preload).
_ = get_resolver().url_patterns
application.request_class = ReadableRequest
try:
    serving.hold()
except serving.Occupied:
    raise SystemExit("Data sedang dipulihkan. Jalankan program sesudah itu selesai.") from None
