"""A key per person: whoever destroys it makes every value under it unreadable, in the journal and in its copies."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Collection

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models import Q
from django.utils import timezone

from estafeta.core.journal.subjects import Subject

NONCE = 12
LENGTH = 32


class SubjectKey(models.Model):
    """The key of one person: 32 bytes, none after it was destroyed. The row stays, so that no second key is made."""

    kind = models.CharField("вид", max_length=80)
    subject_id = models.BigIntegerField("номер")
    key = models.BinaryField("ключ", max_length=LENGTH)
    created_at = models.DateTimeField("создан", default=timezone.now)
    destroyed_at = models.DateTimeField("уничтожен", null=True)

    class Meta:
        verbose_name = "ключ участника"
        verbose_name_plural = "ключи участников"
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="subject_key_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id}"


class Erasure(models.Model):
    """A person was erased: by number or another word that says nothing by itself."""

    kind = models.CharField("вид", max_length=80)
    key = models.CharField("номер", max_length=80)
    at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = "удаление участника"
        verbose_name_plural = "удаления участников"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="erasure_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


def key_of(subject: Subject) -> bytes:
    """The key of a person, made at the first need; empty when it was destroyed."""
    row, _ = SubjectKey.objects.get_or_create(
        kind=subject.kind, subject_id=subject.pk, defaults={"key": os.urandom(LENGTH)}
    )
    return bytes(row.key)


def keys_of(subjects: Collection[Subject]) -> dict[Subject, bytes]:
    """The keys of many persons in one query; who has none is not among them."""
    by_kind: dict[str, set[int]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, set()).add(subject.pk)
    asked = Q()
    for kind, numbers in by_kind.items():
        asked |= Q(kind=kind, subject_id__in=numbers)
    rows = SubjectKey.objects.filter(asked) if by_kind else ()
    return {Subject(row.kind, row.subject_id): bytes(row.key) for row in rows}


def destroy(subject: Subject) -> bool:
    """Destroy the key of a person for ever; who never had one gets none later. Says whether it was new."""
    now = timezone.now()
    row, made = SubjectKey.objects.get_or_create(
        kind=subject.kind, subject_id=subject.pk, defaults={"key": b"", "destroyed_at": now}
    )
    fresh = SubjectKey.objects.filter(pk=row.pk, destroyed_at__isnull=True).update(key=b"", destroyed_at=now)
    return made or bool(fresh)


def encrypt(key: bytes, subject: Subject, text: str) -> str:
    """The text under the key (AES-256-GCM, bound to the person), as letters of an address."""
    nonce = os.urandom(NONCE)
    hidden = AESGCM(key).encrypt(nonce, text.encode(), f"{subject.kind}:{subject.pk}".encode())
    return base64.urlsafe_b64encode(nonce + hidden).decode().rstrip("=")


def decrypt(key: bytes, subject: Subject, hidden: str) -> str | None:
    """The text again; None without the key, or when the letters were changed."""
    try:
        raw = base64.urlsafe_b64decode(hidden + "=" * (-len(hidden) % 4))
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], f"{subject.kind}:{subject.pk}".encode()).decode()
    except (InvalidTag, ValueError, binascii.Error):
        return None
