"""The nouns of the spine: the plan, its dues and its proofs."""

from estafeta.roadmaps.models.due import Due, DueMove
from estafeta.roadmaps.models.plan import Measure, MeasureKind, Reporting, Responsible, Roadmap, Section
from estafeta.roadmaps.models.proof import Proof, Remark, Waiver
from estafeta.roadmaps.models.snapshot import EvidenceSnapshot

__all__ = [
    "Due",
    "DueMove",
    "EvidenceSnapshot",
    "Measure",
    "MeasureKind",
    "Proof",
    "Remark",
    "Reporting",
    "Responsible",
    "Roadmap",
    "Section",
    "Waiver",
]
