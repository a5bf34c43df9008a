"""Everything a person types about papers."""

from estafeta.documents.forms.paper import PaperForm
from estafeta.documents.forms.steps import (
    AcquaintForm,
    CancelForm,
    CorrectionForm,
    FolderForm,
    ReaderForm,
    RegisterForm,
    ScanForm,
    TemplateForm,
)

__all__ = [
    "AcquaintForm",
    "CancelForm",
    "CorrectionForm",
    "FolderForm",
    "PaperForm",
    "ReaderForm",
    "RegisterForm",
    "ScanForm",
    "TemplateForm",
]
