"""One press, one act: a page's token is spent with its act, and a repeated token has its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from workflow.models import Press
from workflow.refused import Refused


@dataclass(frozen=True)
class Answer:
    """Where a press leads, and what the person reads there."""

    url: str
    message: str


def new_token() -> str:
    """Make the token that a page carries in its form."""
    return str(uuid4())


def once(request: HttpRequest, act: Callable[[], Answer]) -> HttpResponseRedirect:
    """Do the act of this POST, unless its token was spent: then repeat the first answer."""
    return shown(request, answered(request, act))


def once_more(request: HttpRequest) -> HttpResponseRedirect | None:
    """Repeat the answer of a token that was spent; None where it was not."""
    answer = repeated(request)
    return shown(request, answer) if answer else None


def shown(request: HttpRequest, answer: Answer) -> HttpResponseRedirect:
    messages.success(request, answer.message)
    return redirect(answer.url)


def answered(request: HttpRequest, act: Callable[[], Answer]) -> Answer:
    """Do the act and spend the token in one transaction; they stand or fall together.

    A repeated press either is refused by the act itself or meets its token, on PostgreSQL after
    waiting for a first press that is still under way; what it did is undone.
    """
    token = token_of(request)
    if token is None:
        return act()
    try:
        with transaction.atomic():
            answer = act()
            Press.objects.create(
                token=token,
                user=request.user,
                at=request.now,
                url=answer.url,
                message=answer.message,
            )
            return answer
    except (Refused, IntegrityError):
        spent = repeated(request)
        if spent is None:
            raise
        return spent


def repeated(request: HttpRequest) -> Answer | None:
    """Give the answer that the token's first press got; None where it was not spent."""
    spent = Press.objects.filter(token=token_of(request), user=request.user).first()
    return Answer(spent.url, spent.message) if spent else None


def token_of(request: HttpRequest) -> UUID | None:
    """Read the token; None where the form carries none or one that is no token."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return None
