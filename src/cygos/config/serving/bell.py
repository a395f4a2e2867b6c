"""Rings when a notice begins or ends by itself, so that kept pages go within a second, as when somebody presses.

Two that ring for the same moment do no harm; a moment that passed while the database was away is rung for afterwards.
"""

from datetime import datetime

from cygos.config.serving.rounds import Rounds


class Bell(Rounds):
    every = 0.5
    heard: datetime | None = None

    def look(self) -> None:
        from cygos.information.notices.models import Notice
        from cygos.web import clock

        now = clock.now()
        Notice.objects.ring(since=self.heard or now, until=now)
        self.heard = now
