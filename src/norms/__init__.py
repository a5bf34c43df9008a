"""The catalogue of norms: what an act is called, when it is valid, how it is cited, where that is known from.

`layers` puts packs of any family one over another: shipped, a region's, an organisation's own; `writing` is their TOML.

A pure library over readable packs (`packs/norms/*.toml`). Nothing here is law: `proven` is False where a fact has not
been checked against a primary text, and such a norm is only offered, never printed by itself.
"""

from norms.catalogue import Catalogue, Mention, Norm, load, read

__all__ = ["Catalogue", "Mention", "Norm", "load", "read"]
