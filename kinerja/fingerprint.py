"""The SHA-256 of a file that is compared and not kept: hashed as it comes in, written nowhere."""

import hashlib
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Fingerprint(UploadedFile):
    """What is left of a file that came in: its name, its size, and its SHA-256."""

    def __init__(self, name: str, size: int, sha256: str) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.sha256 = sha256


class FingerprintHandler(FileUploadHandler):
    """Hash each chunk of an upload and let it go."""

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> Fingerprint:
        return Fingerprint(self.file_name, file_size, self.digest.hexdigest())
