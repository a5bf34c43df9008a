"""The secret in an invitation's link.

The token is made of a random nonce and the installation's secret key: the database alone does not give it away, and
the link can be shown again to those who may invite. A new nonce kills the old link.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

SALT = "estafeta.organisations.invitation"
SHOWN = "estafeta.organisations.invitation.shown"


def new_nonce() -> str:
    """Return 32 random bytes as text."""
    return secrets.token_urlsafe(32)


def token_of(nonce: str, *, shown: bool = False) -> str:
    """Return the token that belongs to the nonce in this installation: the letter's, or the one shown on the page.

    They differ, because only whoever reads the letter has shown that the address is hers.
    """
    salt = SHOWN if shown else SALT
    return base64.urlsafe_b64encode(salted_hmac(salt, nonce, algorithm="sha256").digest()).rstrip(b"=").decode()


def hashes_of(nonce: str) -> dict[str, str]:
    """Return what is kept of both tokens, by the name of the field."""
    return {"token_hash": hash_of(token_of(nonce)), "shown_hash": hash_of(token_of(nonce, shown=True))}


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
