"""Publishes and withdraws what has its time, and sends officers their letters; several machines take turns by page."""

from datetime import datetime, timedelta

from cygos.config.serving.rounds import Rounds

SELDOM = timedelta(minutes=10)  # what has its day, not its minute


class Timekeeper(Rounds):
    every = 2.0
    looked: datetime | None = None

    def look(self) -> None:
        from cygos.information.publishing import letters, reviewing, timetable
        from cygos.web import clock

        now = clock.now()
        timetable.keep(at=now)
        letters.send_letters(at=now)
        if self.looked is None or not self.looked <= now < self.looked + SELDOM:
            self.looked = now
            reviewing.remind(at=now)
            letters.tidy(at=now)
