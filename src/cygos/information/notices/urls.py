"""The addresses of the notices that everybody reads."""

from django.urls import path

from cygos.information.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("<int:pk>/", views.notice, name="notice"),
]
