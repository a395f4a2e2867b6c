"""The one way of every page to its readers: whoever writes for a unit submits, an editor of the portal approves."""

from django.db import transaction
from django.utils.translation import gettext_noop
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from cygos.information.portal.editors import furnished
from cygos.kernel.people.roles import Role

NAME = gettext_noop("Persetujuan redaksi portal")
WAGTAILS_OWN = "Moderators approval"


@transaction.atomic
def lay_the_way() -> None:
    """For the whole tree, once; what a city changed since stays."""
    if Workflow.objects.filter(name=NAME).exists():
        return
    facts = {"name": NAME, "active": True}
    task, _ = GroupApprovalTask.objects.update_or_create(name=WAGTAILS_OWN, defaults=facts)
    task.groups.set([furnished(Role.PORTAL_EDITOR)])
    workflow, _ = Workflow.objects.update_or_create(name=WAGTAILS_OWN, defaults=facts)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
