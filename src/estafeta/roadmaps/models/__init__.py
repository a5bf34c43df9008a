"""The nouns of the spine: the plan, its dues, its proofs, and files on their way to become a plan."""

from estafeta.roadmaps.models.agreement import Agreement, AgreementRemark, Revision
from estafeta.roadmaps.models.cascade import Address, Offer
from estafeta.roadmaps.models.control import ControlRules, HandOver, SavedView
from estafeta.roadmaps.models.due import Due, DueMove
from estafeta.roadmaps.models.evidence import EvidenceSnapshot, SiteCheck
from estafeta.roadmaps.models.linting import LintDismissal
from estafeta.roadmaps.models.load import Load
from estafeta.roadmaps.models.plan import Measure, MeasureKind, Reporting, Responsible, Roadmap, Section
from estafeta.roadmaps.models.proof import Proof, Remark
from estafeta.roadmaps.models.undo import Undo

__all__ = [
    "Address",
    "Agreement",
    "AgreementRemark",
    "ControlRules",
    "Due",
    "DueMove",
    "EvidenceSnapshot",
    "HandOver",
    "LintDismissal",
    "Load",
    "Measure",
    "MeasureKind",
    "Offer",
    "Proof",
    "Remark",
    "Reporting",
    "Responsible",
    "Revision",
    "Roadmap",
    "SavedView",
    "Section",
    "SiteCheck",
    "Undo",
]
