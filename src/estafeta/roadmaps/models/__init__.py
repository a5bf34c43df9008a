"""The nouns of the spine: the plan, its dues, its proofs, and files on their way to become a plan."""

from estafeta.roadmaps.models.due import Due, DueMove
from estafeta.roadmaps.models.load import Load
from estafeta.roadmaps.models.plan import Measure, MeasureKind, Reporting, Responsible, Roadmap, Section
from estafeta.roadmaps.models.proof import Proof, Remark
from estafeta.roadmaps.models.undo import Undo

__all__ = [
    "Due",
    "DueMove",
    "Load",
    "Measure",
    "MeasureKind",
    "Proof",
    "Remark",
    "Reporting",
    "Responsible",
    "Roadmap",
    "Section",
    "Undo",
]
