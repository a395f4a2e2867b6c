"""Persons, units, posts and hats: who people are, and what makes somebody more than a citizen."""

from cygos.kernel.people.models.hat import Capacity, Hat
from cygos.kernel.people.models.person import Person
from cygos.kernel.people.models.post import Post
from cygos.kernel.people.models.unit import Unit

__all__ = ["Capacity", "Hat", "Person", "Post", "Unit"]
