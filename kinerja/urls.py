"""Addresses. The rooms above are wired in by name, so that nothing here imports them."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from kinerja.signin.views import OwnPasswordView, SignInView

to_the_door = RedirectView.as_view(pattern_name="login", query_string=True)

# The page says the number of the request.
handler500 = "kinerja.views.failing.server_error"

urlpatterns = [
    path("masuk/", SignInView.as_view(), name="login"),
    path("keluar/", auth.LogoutView.as_view(), name="logout"),
    path("sandi/", OwnPasswordView.as_view(), name="password_change"),
    # One door: the administrator's desk has none of its own.
    path("pengelola/login/", login_not_required(to_the_door)),
    path("pengelola/", admin.site.urls),
    path("", include("workflow.urls")),
]
