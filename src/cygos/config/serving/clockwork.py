"""Lets the clock act on cases: reminders, missed promises, silence. Each alarm rings once, however many machines."""

import secrets

from cygos.config.serving.rounds import Rounds

A_ROUND = 500  # acts; then it is asked whether the city stops


class Clockwork(Rounds):
    every = 2.0

    def look(self) -> float | None:
        from cygos.kernel.cases.inforce import Now
        from cygos.kernel.cases.ringing import ring_all
        from cygos.web import clock

        done = ring_all(Now(clock.now(), secrets.token_bytes), most=A_ROUND)
        return 0.01 if done >= A_ROUND else None
