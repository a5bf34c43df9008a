"""The journal: who did what to what. Append-only, chained by tenant, personal values under a key per person.

`lines` writes and `watching` notes looks and exports; `verifying` proves the chain, `guards` is what the database
itself refuses; `keys` and `sealing` keep personal values (`core.erasures` destroys a key for ever), `retention` empties
old lines.
"""

from estafeta.core.journal.lines import MASK, last_act, plain, record
from estafeta.core.journal.subjects import Personal

__all__ = ["MASK", "Personal", "last_act", "plain", "record"]
