"""Addresses. The rooms above are wired in by name, so that nothing here imports them."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

urlpatterns = [
    path("masuk/", auth.LoginView.as_view(template_name="kinerja/login.html"), name="login"),
    path("keluar/", auth.LogoutView.as_view(), name="logout"),
    path("pengelola/", admin.site.urls),
    path("", include("workflow.urls")),
]
