"""Take the attachments out of a report again."""

import pypdfium2

from kinerja.report.errors import ReportError


def extract(pdf: bytes) -> dict[str, bytes]:
    """Lead from the name of each attachment to its content. Raises ReportError for no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fault:
        raise ReportError("Berkas ini bukan PDF yang utuh.") from fault
    try:
        found = map(document.get_attachment, range(document.count_attachments()))
        return {each.get_name(): bytes(each.get_data()) for each in found}
    finally:
        document.close()
