"""The addresses that programs ask, below /api/v1/. The modules named here declare what they answer."""

from cygos.information.api import articles, directories, frame

RESOURCES = (articles, directories)

urlpatterns = list(frame.urls())
