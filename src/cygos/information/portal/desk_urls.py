"""The addresses of the front page inside the workspace."""

from django.urls import path

from cygos.information.portal import desk

urlpatterns = [
    path("", desk.welcome, name="welcome"),
]
