"""Files that people bring: what they are, which a place takes, the field of a form that lets them in.

`contents` tells what bytes are · `policies` says which kinds and sizes a place takes, all limits in one place ·
`fields` is the form field. What has passed is an `Upload`; actions take nothing else.
"""

from __future__ import annotations

from estafeta.workbench.uploads.fields import UploadField
from estafeta.workbench.uploads.policies import FOLDER, PLAN, PROOF, SCAN, SIGNED, TABLE, TEMPLATE, Policy
from estafeta.workbench.uploads.upload import Upload, accept

__all__ = [
    "FOLDER",
    "PLAN",
    "PROOF",
    "SCAN",
    "SIGNED",
    "TABLE",
    "TEMPLATE",
    "Policy",
    "Upload",
    "UploadField",
    "accept",
]
