"""What somebody wants done to a case: the action, by whom, when, with which answers; known again by its key."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Case, Event
from cygos.kernel.cases.models.actor import Actor
from cygos.kernel.ledger.models import canonical
from cygos.kernel.people.models import Unit
from cygos.kernel.places.models import Area
from cygos.kernel.procedure.language import Public

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Deed:
    """`once` is the idempotency key: at least 16 random characters, made when the form was, sent again when it is."""

    action: str = field(kw_only=False)
    by: Actor
    now: Now
    once: str
    answers: Answers = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of this actor's request: two actors may have chosen the same."""
        return f"{self.by.name} {self.once}"

    @property
    def digest(self) -> bytes:
        """What is kept of the key."""
        return hashlib.sha256(self.key.encode()).digest()

    @property
    def asked(self) -> bytes:
        """What is kept of the content, to refuse a key that comes with another one."""
        plain = json.loads(json.dumps([self.action, dict(self.answers)], default=str))
        return hashlib.sha256(canonical(plain).encode()).digest()


@dataclass(frozen=True)
class Opening:
    """What a case is opened with, beside its first act. `ceiling` is what anybody may see of it at most."""

    title: str = ""
    facts: Answers = field(default_factory=dict)
    ceiling: Public = Public.TEXT
    area: Area | None = None
    unit: Unit | None = None
    parent: Case | None = None
    came_from: Case | None = None


@dataclass(frozen=True)
class Opened:
    """A new case, or the same one again; `code` opens it for whoever has no account."""

    case: Case
    code: str
    event: Event
