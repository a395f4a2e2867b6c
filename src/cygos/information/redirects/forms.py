"""What is asked about a redirect."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cygos.information.redirects.models import Redirect
from cygos.web.workspace.editing import Revising
from cygos.web.workspace.forms import Day

FACTS = ("old", "new", "until", "reason")


class Leading(forms.ModelForm):  # type: ignore[type-arg]
    until = Day(
        label=_("Sampai"), required=False, help_text=_("Kosongkan bila pengalihan ini tetap.")
    )

    class Meta:
        model = Redirect
        fields = FACTS
        help_texts = {
            "old": _(
                "Seperti /p/123/judul-berita; halaman yang ada tidak pernah tertutup olehnya."
            ),
            "new": _("Halaman di situs ini, seperti /berita/judul-berita/."),
        }


class Amending(Revising, Leading):
    pass
