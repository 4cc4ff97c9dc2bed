"""Making the report before the seal, outside of any transaction: nobody waits for it."""

import json
import secrets
from dataclasses import dataclass

from django.conf import settings

from kinerja import journal, report
from workflow import snapshot as writing
from workflow import standing
from workflow.archive import files
from workflow.models import Submission
from workflow.refused import NotMade

# Without i, l, o, u, as Crockford's base 32: five bits a sign, a hundred in twenty signs.
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
GROUPS, GROUP = 4, 5


@dataclass(frozen=True)
class Prepared:
    """A report that is made and stored, of a record as it stood at `head`, and not sealed yet."""

    head: str
    register_number: str
    code: str
    address: str
    snapshot: str
    file_name: str
    file_sha256: str
    file_size: int
    template: str
    typst: str


def prepare(submission: Submission, *, register_number: str) -> Prepared:
    """Render the record as it stands and store the file. Raises NotMade, and has left nothing.

    The head of its journal is read first: what happens meanwhile is seen when it is sealed.
    """
    head = journal.head(submission.chain_key)
    standing.read(submission)
    code = new_code()
    named = {"register_number": register_number, "code": code, "address": address(code)}
    text = snapshot(submission, **named)
    content, name = render(text), files.new_name(submission)
    files.store(name, content)
    return Prepared(
        head=head,
        **named,
        snapshot=text,
        file_name=name,
        file_sha256=files.fingerprint_of(content),
        file_size=len(content),
        template=report.TEMPLATE,
        typst=report.TYPST,
    )


def discard(prepared: Prepared) -> None:
    """Take a prepared report away that was refused."""
    files.discard(prepared.file_name)


def render(text: str) -> bytes:
    """Make the report of a snapshot with everything that lies inside it. Raises NotMade."""
    content = json.loads(text)
    try:
        return report.render(content, attachments=report.attachments(content))
    except report.ReportError as fault:
        raise NotMade(str(fault)) from fault


def snapshot(
    submission: Submission, *, register_number: str = "", code: str = "", address: str = ""
) -> str:
    """Write the record up to its approval as canonical JSON: sorted keys, decimals as text, UTC."""
    return writing.write(submission, register_number=register_number, code=code, address=address)


def new_code() -> str:
    """Make a code by which strangers find the archive, and which nobody can guess or count on."""
    signs = [secrets.choice(SIGNS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(signs[at : at + GROUP]) for at in range(0, len(signs), GROUP))


def address(code: str) -> str:
    """Give the public page of a code; "" where the installation has no public address."""
    return f"{settings.PUBLIC_URL}/verifikasi/{code}/" if settings.PUBLIC_URL else ""
