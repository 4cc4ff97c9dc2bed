"""The outbox: letters are queued with their digest, and sent outside of its transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from kinerja.models import Assignment
from kinerja.templatetags.office import day
from workflow.calendars.reading import Calendars
from workflow.models import Digest, Mail
from workflow.reminding.morning import works
from workflow.reminding.told import Clock, Told

# How long to wait after each failure; the last holds on, until a letter is given up.
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(days=1),
)
GIVEN_UP_AFTER = timedelta(days=3)
# A run ends even where the mail host lets each letter wait for its time limit.
AT_ONCE = 200


def letter(digest: Digest) -> Mail:
    """Write the letter of a digest: counts and links, no figure of the office."""
    lines = "\n\n".join(
        f"- {line['text']} {line['note']}".rstrip() + f"\n  {settings.SITE_URL}{line['url']}"
        for line in digest.lines
    )
    body = (
        f"Yth. {digest.user.name},\n\nyang menunggu Anda pada {day(digest.day)}:\n\n{lines}\n\n"
        "Surel ini dikirim oleh program Pengumpulan Data Kinerja dan tidak perlu dibalas.\n"
    )
    return Mail(
        digest=digest,
        to=digest.user.email,
        subject=f"Pengingat data kinerja, {day(digest.day)}: {len(digest.lines)} hal",
        body=body,
        created_at=digest.made_at,
        next_attempt_at=digest.made_at,
    )


def send(now: Clock) -> Iterator[Told]:
    """Send what is due to people whose office works now; one that fails is tried again later."""
    if not settings.EMAIL_HOST:
        return
    due = Mail.objects.filter(next_attempt_at__lte=now()).select_related("digest")
    letters = list(due.order_by("next_attempt_at", "pk")[:AT_ONCE])
    at_work = people_at_work({mail.digest.user_id for mail in letters}, now())
    sent = 0
    for mail in letters:
        if mail.digest.user_id in at_work and claim(mail, at=now()):
            sent += deliver(mail, now)
    left = Mail.objects.filter(next_attempt_at__isnull=False).count()
    if letters:
        yield Told(f"Surel: {sent} terkirim, {left} menunggu.")
    yield from given_up(letters)


def people_at_work(users: Iterable[int], at: datetime) -> set[int]:
    """Choose those who work at the moment, in one of their offices."""
    held = Assignment.objects.in_force(at).filter(user__in=users)
    offices: dict[int, set[int]] = defaultdict(set)
    for user, unit, seat in held.values_list("user", "unit", "position__unit"):
        offices[unit or seat].add(user)
    calendars = Calendars(offices)
    open_now = (unit for unit in offices if works(calendars.of(unit, known_at=at), at))
    return {user for unit in open_now for user in offices[unit]}


def claim(mail: Mail, *, at: datetime) -> bool:
    """Put the next attempt off before this one; False where another run was faster."""
    wait = WAITS[min(mail.attempts, len(WAITS) - 1)]
    untouched = Mail.objects.filter(pk=mail.pk, next_attempt_at=mail.next_attempt_at)
    return bool(untouched.update(attempts=F("attempts") + 1, next_attempt_at=at + wait))


def deliver(mail: Mail, now: Clock) -> bool:
    """Send one claimed letter, and note what came of it."""
    row = Mail.objects.filter(pk=mail.pk)
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.to]).send()
    except Exception as error:
        # A host refuses in many ways; each is this letter's trouble alone.
        row.update(last_error=f"{type(error).__name__}: {error}")
        if now() - mail.created_at >= GIVEN_UP_AFTER:
            row.update(next_attempt_at=None)
        return False
    row.update(sent_at=now(), next_attempt_at=None, last_error="")
    return True


def given_up(letters: Iterable[Mail]) -> Iterator[Told]:
    """Tell of letters that are not tried again."""
    tried = Mail.objects.filter(pk__in=[mail.pk for mail in letters])
    for mail in tried.filter(sent_at=None, next_attempt_at=None):
        yield Told(f"Surel kepada {mail.to} tidak terkirim: {mail.last_error}", is_failure=True)
