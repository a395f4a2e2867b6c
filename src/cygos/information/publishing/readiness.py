"""What a page still lacks, said in its form: a list above the settings, anew with every saved draft."""

from typing import Any

from wagtail.admin.panels import Panel

from cygos.information.publishing.checking import advice_for, faults_of


class Readiness(Panel):
    """Reads only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publishing/readiness.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            is_saved = self.instance.pk is not None
            context["faults"] = faults_of(self.instance) if is_saved else []
            context["advice"] = advice_for(self.instance) if is_saved else []
            context["is_saved"] = is_saved
            return context

        def is_shown(self) -> bool:
            return self.instance.pk is not None
