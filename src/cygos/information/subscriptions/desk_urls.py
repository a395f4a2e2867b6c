"""The address of the counts inside the workspace."""

from django.urls import path

from cygos.information.subscriptions import desk

urlpatterns = [path("", desk.counts, name="subscriptions_desk")]
