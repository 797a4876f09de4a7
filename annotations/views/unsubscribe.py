"""Where a mail's "stop" leads: no sign-in, one button, and the POST of mail programs."""

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from annotations.models import Following, Mailbox, Thread
from annotations.telling import unsubscribing
from commentary.http import HttpRequest
from commentary.models import User


@csrf_exempt  # the link itself is the proof, and mail programs have no token of ours
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks on GET, which mail scanners follow; a POST stops all mail, or mutes a thread."""
    try:
        wish = unsubscribing.read(token)
    except signing.BadSignature:
        raise Http404 from None
    person = get_object_or_404(User, pk=wish.person)
    thread = get_object_or_404(Thread, pk=wish.thread) if wish.thread else None
    is_done = request.method == "POST"
    if is_done and thread:
        Following.objects.choose(person, thread, Following.Level.MUTE)
    elif is_done:
        Mailbox.objects.of(person).set_pace(Mailbox.Pace.NEVER)
    context = {"person": person, "thread": thread, "done": is_done}
    return render(request, "annotations/unsubscribe.html", context)
