"""The brake of the door: wrong tries are counted, and each further one waits longer.

Three counts stand beside each other, each with its own patience (`PATIENCE`). A wrong try counts for the pair of
account and place, for the account from all places that it has never come in from, and for the place whatever the
account. A place is the browser that has come in before (it keeps a signed cookie), else the address. So a stranger's
guesses never shut the door on the owner in her own browser or at her own address, not even from the desk beside hers;
a thousand addresses do not get a thousand times more tries; and a school behind one address signs in as it likes,
because right passwords are not counted.

A try is counted before the password is looked at and taken back when it was right, so that a hundred tries sent at once
are a hundred tries.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from estafeta.accounts.models import Tries, User

PASSWORD, CODE = "password", "code"
PAIR, ACCOUNT, PLACE = "pair", "account", "place"
PATIENCE = {
    (PASSWORD, PAIR): 5,
    (PASSWORD, ACCOUNT): 50,
    (PASSWORD, PLACE): 200,
    (CODE, PAIR): 5,
    (CODE, ACCOUNT): 20,
    (CODE, PLACE): 200,
}
"""Wrong tries without a wait. Every further one shuts the count for twice as long as the one before."""
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
FORGIVEN = dt.timedelta(days=1)
"""After so long without a try a count begins anew."""
KNOWN = dt.timedelta(days=90)
"""So long an address is remembered from which its owner has come in."""
LONGEST = 150
COOKIE, SALT, DEVICE = "estafeta_device", "estafeta.accounts.device", "device-"


class Shut(Exception):
    """The door is shut for now. `until` says when it opens, `kind` what was tried, `account` to whom it belongs."""

    def __init__(self, kind: str, until: dt.datetime, account: str, *, fresh: bool) -> None:
        super().__init__(kind, until)
        self.kind, self.until, self.account, self.fresh = kind, until, account, fresh

    def minutes(self, now: dt.datetime) -> int:
        """How long it stays shut, in whole minutes, at least one."""
        return max(1, -(-int((self.until - now).total_seconds()) // 60))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a door that was open."""

    kind: str
    account: str
    place: str

    def succeed(self, now: dt.datetime) -> None:
        """Take the try back: it was right. The pair is remembered, its count begins anew."""
        with transaction.atomic():
            counts = _counts(self.kind, self.account, self.place)
            for scope, row in counts.items():
                if scope == PAIR:
                    row.count, row.shut_until, row.entered_at = 0, None, now
                else:
                    row.count = max(0, row.count - 1)
                    row.shut_until = row.shut_until if row.count >= PATIENCE[self.kind, scope] else None
            _keep(counts.values())

    def shut(self, now: dt.datetime) -> Shut | None:
        """What this try, which turned out wrong, has shut; None while there is patience."""
        rows = Tries.objects.filter(kind=self.kind, account=self.account, address=self.place, shut_until__gt=now)
        until = rows.values_list("shut_until", flat=True).first()
        return Shut(self.kind, until, self.account, fresh=True) if until else None


def account_of(typed: str) -> str:
    """Return one name for every way to write the same user, so that another spelling is not another try."""
    typed = typed.strip().lower().replace("\0", "")[:LONGEST]
    user = user_by_login(typed)
    return user.username.lower() if user else typed


def user_by_login(typed: str) -> User | None:
    """Return the user who signs in with the name or the address."""
    if not typed:
        return None
    return User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).order_by("pk").first()


def address_of(request: HttpRequest) -> str:
    """The client's address as the proxy that we trust says it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def place_of(request: HttpRequest, account: str) -> str:
    """Where the try comes from: a browser in which this account has come in, else the address."""
    try:
        name, device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN)
    except (signing.BadSignature, ValueError, TypeError):
        return address_of(request)
    return f"{DEVICE}{device}" if name == account else address_of(request)


def device_for(account: str) -> str:
    """A cookie that makes this browser a place of its own for the account; given to whoever has come in."""
    return signing.dumps([account, secrets.token_hex(16)], salt=SALT)


def try_door(kind: str, account: str, place: str, now: dt.datetime) -> Attempt:
    """Count a try, wrong until it `succeed`s. Raises Shut while the door is shut.

    The transaction ends before the password is looked at: whoever hashes it holds nobody up.
    """
    with transaction.atomic():
        counts = _counts(kind, account, place)
        entered = counts[PAIR].entered_at
        known = place.startswith(DEVICE) or (entered is not None and now - entered < KNOWN)
        binding = {scope: row for scope, row in counts.items() if scope == PAIR or not known}
        until = max(row.shut_until or now for row in binding.values())
        if until <= now:
            for scope, row in binding.items():
                _count(row, PATIENCE[kind, scope], now)
            _keep(binding.values())
    if until > now:
        raise Shut(kind, until, account, fresh=False)
    return Attempt(kind, account, place)


def open_door(user: User, now: dt.datetime) -> int:
    """Forget every wrong try at the user's account, wherever it came from; return how many counts were shut."""
    rows = Tries.objects.filter(account=user.username.lower())
    shut = rows.filter(shut_until__gt=now).count()
    rows.update(count=0, shut_until=None)
    return shut


def shut_until(user: User, now: dt.datetime) -> dt.datetime | None:
    """Until when the door is shut on the user in some place; None when it is open everywhere."""
    rows = Tries.objects.filter(account=user.username.lower(), shut_until__gt=now).order_by("-shut_until")
    return rows.values_list("shut_until", flat=True).first()


def forget_old(now: dt.datetime) -> int:
    """Remove counts that bind nobody any more."""
    idle = Q(last_at__lt=now - FORGIVEN) & (Q(entered_at=None) | Q(entered_at__lt=now - KNOWN))
    return Tries.objects.filter(idle).delete()[0]


def _counts(kind: str, account: str, place: str) -> dict[str, Tries]:
    """The three counts, locked in one order whoever asks; those that are not there yet are made."""
    keys = {PLACE: ("", place), ACCOUNT: (account, ""), PAIR: (account, place)}
    wanted = Q(pk__in=[])
    for name, where in keys.values():
        wanted |= Q(account=name, address=where)
    rows = Tries.objects.select_for_update().filter(wanted, kind=kind).order_by("pk")
    found = {(row.account, row.address): row for row in rows}
    if set(keys.values()) - set(found):
        new = [Tries(kind=kind, account=name, address=where) for name, where in keys.values()]
        Tries.objects.bulk_create(new, ignore_conflicts=True)
        found = {(row.account, row.address): row for row in rows.all()}
    return {scope: found[key] for scope, key in keys.items()}


def _count(row: Tries, patience: int, now: dt.datetime) -> None:
    if row.last_at is not None and now - row.last_at > FORGIVEN:
        row.count = 0
    row.count, row.last_at = row.count + 1, now
    over = row.count - patience
    row.shut_until = now + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else None


def _keep(rows: Iterable[Tries]) -> None:
    Tries.objects.bulk_update(rows, ["count", "last_at", "shut_until", "entered_at"])
