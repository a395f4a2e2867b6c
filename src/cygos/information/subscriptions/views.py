"""Subscribing, saying yes, changing one's mind, saying stop: each by a link from a mail, none by an account.

What a link leads to changes nothing by being looked at: programs that read mail before people do look at all of them.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cygos.information.subscriptions import links
from cygos.information.subscriptions.forms import Subscribing, Wish
from cygos.information.subscriptions.models import Asking, Criterion, Subscriber
from cygos.kernel.refusals import Refusal
from cygos.web import clock
from cygos.web.access import EVERYONE, READERS, open_to
from cygos.web.accounts.address import client_address
from cygos.web.workspace.editing import prose, sent

METHODS = ["GET", "HEAD", "POST"]


@open_to(EVERYONE)
@require_http_methods(METHODS)
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, empty or with the wish that the page it was opened from proposes."""
    form = Subscribing(sent(request), initial=_proposed(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _ask(request, form)
            except Refusal as reason:
                form.add_error(None, prose(reason))
                status = reason.status
            else:
                return redirect("subscription_asked")
    return render(request, "subscriptions/subscribe.html", {"form": form}, status=status)


@open_to(READERS)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for every address, known or not: look into your mail."""
    return render(request, "subscriptions/asked.html")


@open_to(EVERYONE)
@never_cache
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; pressed, the subscription begins."""
    key = links.key_of(links.CONFIRM, token)
    asking = Asking.objects.open(at=clock.now()).filter(key=key).first()
    if asking is None:
        raise links.NoSuchSubscription
    if request.method != "POST":
        return _page(request, "confirm", asking=asking)
    subscriber = asking.confirm(at=clock.now())
    messages.success(request, _("Langganan Anda berlaku mulai sekarang."))
    return redirect(links.path(links.MANAGE, subscriber))


@open_to(EVERYONE)
@never_cache
@require_http_methods(METHODS)
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """What one hears of: more, less, or nothing."""
    subscriber = _subscriber(links.MANAGE, token)
    if request.method == "POST" and (dropped := request.POST.get("lepas", "")).isdecimal():
        if subscriber.drop(int(dropped), at=clock.now()):
            messages.success(request, _("Kabar itu tidak dikirim lagi."))
            return redirect(request.path)
        return _page(request, "stopped")
    form = Wish(sent(request))
    if request.method == "POST" and form.is_valid():
        subscriber.wish_for(_wished(form), at=clock.now())
        messages.success(request, _("Langganan Anda disimpan."))
        return redirect(request.path)
    status = 422 if request.method == "POST" else 200
    stop = links.path(links.STOP, subscriber)
    return _page(request, "manage", status=status, form=form, wishes=subscriber.wishes(), stop=stop)


@csrf_exempt  # RFC 8058: a mail program posts here for its reader, without having seen a page
@open_to(EVERYONE)
@never_cache
@require_http_methods(METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing any more, with one press; the address is erased. Pressed again, it is still so."""
    if request.method != "POST":
        _subscriber(links.STOP, token)
        return _page(request, "stop")
    found = Subscriber.objects.filter(key=links.key_of(links.STOP, token)).first()
    if found:
        found.end(at=clock.now())
    return _page(request, "stopped")


def _ask(request: HttpRequest, form: Subscribing) -> None:
    Asking.take(
        form.cleaned_data["surel"], network=client_address(request), at=clock.now(),
        language=get_language() or "id", with_alerts=form.cleaned_data["siaga"], **form.wish,
    )  # fmt: skip


def _proposed(request: HttpRequest) -> dict[str, str]:
    return {"tentang": request.GET.get("tentang", "")[:100]}


def _wished(form: Wish) -> Criterion:
    return Asking(**form.wish)


def _subscriber(purpose: str, token: str) -> Subscriber:
    found: Subscriber | None = Subscriber.objects.filter(key=links.key_of(purpose, token)).first()
    if found is None:
        raise links.NoSuchSubscription
    return found


def _page(request: HttpRequest, name: str, *, status: int = 200, **facts: object) -> HttpResponse:
    answer = render(request, f"subscriptions/{name}.html", facts, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
