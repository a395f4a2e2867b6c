"""The way from a unit's editor to the portal's editor, and who hears of it. Wagtail walks it; this tells the people."""

from typing import Any

from wagtail.admin import signal_handlers
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from cygos.information.publishing.letters import portal_editors, tell
from cygos.information.publishing.models import Letter, Publication


def listen() -> None:
    """From now on. Wagtail's own mails go by groups, and ours by the hats of the day: so ours only."""
    signal_handlers.register_signal_handlers = lambda: None
    task_submitted.connect(_submitted, dispatch_uid="cygos-submitted")
    workflow_approved.connect(_approved, dispatch_uid="cygos-approved")
    workflow_rejected.connect(_returned, dispatch_uid="cygos-returned")


def _submitted(instance: TaskState, user: Any = None, **_: Any) -> None:
    page = _page(instance.workflow_state)
    if page:
        others = [person for person in portal_editors() if person != user]
        tell(Letter.Matter.SUBMITTED, page, others)


def _approved(instance: WorkflowState, user: Any = None, **_: Any) -> None:
    _tell_the_writer(Letter.Matter.APPROVED, instance, user)


def _returned(instance: WorkflowState, user: Any = None, **_: Any) -> None:
    _tell_the_writer(Letter.Matter.RETURNED, instance, user)


def _tell_the_writer(matter: Letter.Matter, state: WorkflowState, user: Any) -> None:
    page, writer = _page(state), state.requested_by
    if page and writer != user:
        comment = state.current_task_state.comment if state.current_task_state else ""
        tell(matter, page, [writer], note=comment)


def _page(state: WorkflowState) -> Publication | None:
    found = state.content_object
    page = found.specific if hasattr(found, "specific") else found
    return page if isinstance(page, Publication) else None
