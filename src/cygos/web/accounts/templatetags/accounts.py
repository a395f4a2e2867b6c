"""What the pages of signing in know beyond what their views tell them."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_kept_here() -> str:
    """The folder where mail lies, in a demo city that has no mail server; else nothing."""
    return settings.EMAIL_FILE_PATH if settings.IS_DEMO and settings.IS_MAIL_KEPT_HERE else ""
