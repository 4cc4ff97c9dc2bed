from django.contrib import messages
from django.contrib.auth import login, views
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy

from kinerja.signin import guessing, history, kept, passwords, sessions
from kinerja.signin.forms import OwnPasswordForm, SignInForm

NOT_YOURS = "Isian yang tertinggal diketik dari akun lain, jadi tidak ditampilkan di sini."


class SignInView(views.LoginView):
    """The door; what was typed before a session ended passes through it."""

    form_class = SignInForm
    template_name = "kinerja/login.html"

    def form_valid(self, form: SignInForm) -> HttpResponse:
        request, user = self.request, form.get_user()
        before = history.before(user)
        login(request, user)
        sessions.begin(request.session, is_shared=form.cleaned_data["shared"], at=request.now)
        history.carry(request.session, before)
        left = kept.opened(request.POST.get("kept", ""))
        if left is None:
            return redirect(self.get_success_url())
        if left.owner not in (None, user.pk):
            messages.warning(request, NOT_YOURS)
            return redirect(self.get_success_url())
        return render(request, "kinerja/kept.html", {"kept": left})

    def get_context_data(self, **context) -> dict:
        sealed = self.request.POST.get("kept", "")
        until = getattr(self.request, "locked_until", None)
        return super().get_context_data(
            **context,
            sealed=sealed,
            kept=kept.opened(sealed),
            locked_until=until and guessing.whole_minute(until),
        )


class OwnPasswordView(views.PasswordChangeView):
    """The own new password; with it every other session of the account ends."""

    form_class = OwnPasswordForm
    template_name = "kinerja/password_change.html"
    success_url = reverse_lazy("inbox")

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **context) -> dict:
        is_too_old = passwords.is_too_old(self.request.user, self.request.now)
        return super().get_context_data(**context, is_too_old=is_too_old)

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        form.user.password_set_at = self.request.now
        messages.success(self.request, "Kata sandi diganti. Perangkat lain sudah dikeluarkan.")
        return super().form_valid(form)


def lost(request: HttpRequest) -> HttpResponse:
    """Answer a press that met no session: sign in again, with all that was typed."""
    left = kept.of(request, getattr(request, "lost_owner", None))
    context = {"sealed": kept.seal(left), "kept": left, "next": left.page}
    return render(request, "kinerja/login.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a page that was open too long: what was typed is shown, and sent only by a press.

    Not where another site sent it: a stranger's words would stand there as if typed here.
    """
    is_own = "Origin" in request.headers and reason != REASON_BAD_ORIGIN % request.headers["Origin"]
    if is_own and request.path != reverse("login"):
        if not request.user.is_authenticated:
            return lost(request)
        left = kept.of(request, request.user.pk)
        return render(request, "kinerja/kept.html", {"kept": left}, status=403)
    return render(request, "403_csrf.html", status=403)
