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


def new_nonce() -> str:
    """Return 32 random bytes as text."""
    return secrets.token_urlsafe(32)


def token_of(nonce: str) -> str:
    """Return the token that belongs to the nonce in this installation."""
    return base64.urlsafe_b64encode(salted_hmac(SALT, nonce, algorithm="sha256").digest()).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
