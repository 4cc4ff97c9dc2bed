"""Addresses. The rooms above are wired in by name, so that nothing here imports them."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path, reverse_lazy

from kinerja.keeping.forms import OwnPasswordForm

# The page says the number of the request.
handler500 = "kinerja.views.failing.server_error"

urlpatterns = [
    path("masuk/", auth.LoginView.as_view(template_name="kinerja/login.html"), name="login"),
    path("keluar/", auth.LogoutView.as_view(), name="logout"),
    path(
        "sandi/",
        auth.PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            template_name="kinerja/password_change.html",
            success_url=reverse_lazy("inbox"),
        ),
        name="password_change",
    ),
    path("pengelola/", admin.site.urls),
    path("", include("workflow.urls")),
]
