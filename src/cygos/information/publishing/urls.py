"""What a preview link leads to."""

from django.urls import path

from cygos.information.publishing import previewing

urlpatterns = [path("<str:token>/", previewing.look, name="preview")]
