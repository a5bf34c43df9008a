import pytest

from office_files import libreoffice


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """LibreOffice may take its time where other tests run beside it: what is read is tested, not how fast."""
    monkeypatch.setattr(libreoffice, "SECONDS", 120.0)
