"""The addresses allauth knows people by, kept equal to the one we have of them."""

from allauth.account.models import EmailAddress

from cygos.kernel.people.models import Person


def tell_allauth(person: Person) -> None:
    """Somebody an administrator added has no row yet; it is proven by the code that is typed back."""
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": False}
    )


def take_as_proven(person: Person) -> None:
    """The city's SSO, or the operator of this server, vouches that the address is this person's."""
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )


def move_address(person: Person) -> None:
    """After somebody got another address, the old mailbox opens nothing any more.

    Call it in the transaction of the change.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
