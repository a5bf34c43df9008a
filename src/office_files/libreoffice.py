"""Old Word files and RTF through LibreOffice, where it is installed: own profile, no macros, no network, a time-out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from office_files import refusals
from office_files.blocks import Block, Document, Doubt, Table
from office_files.errors import Unreadable
from office_files.processes import family

SECONDS = 8.0
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_TARGETS = {"doc": "docx", "rtf": "docx", "wordml": "docx", "spreadsheetml": "xlsx"}
_ENDINGS = {"doc": "doc", "rtf": "rtf", "wordml": "xml", "spreadsheetml": "xml"}
_KINDS = {"wordml": "doc", "spreadsheetml": "xls"}
_CONVERTED = Doubt("весь документ", "Старый формат преобразован в новый: проверьте нумерацию и слияния ячеек.", "low")
_PROXY = "http://127.0.0.1:9"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType"
 oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName"
 oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort"
 oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName"
 oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort"
 oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def find_office() -> str | None:
    """The LibreOffice program of this machine, or None."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    if sys.platform == "darwin" and Path(_MAC).exists():
        return _MAC
    if sys.platform == "win32":
        for folder in (os.environ.get("PROGRAMFILES", ""), os.environ.get("PROGRAMFILES(X86)", "")):
            candidate = Path(folder, "LibreOffice", "program", "soffice.com")
            if folder and candidate.exists():
                return str(candidate)
    return None


def read_with_office(data: bytes, kind: str, seconds: float | None = None) -> Document:
    """The document after conversion. Refuses where LibreOffice is absent, fails or takes longer than `SECONDS`."""
    program = find_office()
    if program is None:
        raise Unreadable(refusals.NO_OFFICE)
    target = _TARGETS[kind]
    converted = _convert(program, data, _ENDINGS[kind], target, SECONDS if seconds is None else seconds)
    from office_files.archive import Archive
    from office_files.packages import package_kind

    archive = Archive(converted)
    _, part = package_kind(archive)
    if target == "xlsx":
        from office_files.sheets.printout import print_book
        from office_files.sheets.xlsx import open_xlsx

        document = print_book(open_xlsx(archive, part))
    else:
        from office_files.word.body import read_docx

        document = read_docx(archive, part)
    return Document(_KINDS.get(kind, kind), _with_tables(document, data, kind), (_CONVERTED, *document.doubts))


def _with_tables(document: Document, data: bytes, kind: str) -> tuple[Block, ...]:
    """The converted blocks; those of the file itself where the conversion has lost its tables."""
    if kind != "doc" or any(isinstance(block, Table) for block in document.blocks):
        return document.blocks
    from office_files.word.old import blocks_of_doc

    return blocks_of_doc(data) or document.blocks


def _convert(program: str, data: bytes, ending: str, target: str, seconds: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="roadmap-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"source.{ending}"
        source.write_bytes(data)
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--convert-to",
            target,
            "--outdir",
            str(home / "out"),
            str(source),
        ]
        _run(command, home, seconds)
        result = home / "out" / f"source.{target}"
        if not result.exists():
            raise Unreadable(refusals.OFFICE_FAILED)
        return result.read_bytes()


def _run(command: list[str], home: Path, seconds: float) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key in {"PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG"}
    }
    environment |= {"HOME": str(home), "http_proxy": _PROXY, "https_proxy": _PROXY, "SAL_USE_VCLPLUGIN": "svp"}
    deadline = time.monotonic() + seconds
    with _wider_limits():
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=home,
        )
    try:
        process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise Unreadable(refusals.OFFICE_SLOW) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the program and the child that its starting script leaves behind."""
    if process.poll() is not None:
        return
    for pid in reversed(family(process.pid)):
        try:
            os.kill(pid, 9)
        except OSError:
            continue
    process.kill()
    process.wait()


@contextmanager
def _wider_limits() -> Iterator[None]:
    """The reader's own limits are lifted while LibreOffice is started: it reserves much address space."""
    try:
        import resource
    except ImportError:
        yield
        return
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_DATA)
    before = [resource.getrlimit(kind) for kind in kinds]
    try:
        for kind, (_, hard) in zip(kinds, before, strict=True):
            resource.setrlimit(kind, (hard, hard))
        yield
    finally:
        for kind, limit in zip(kinds, before, strict=True):
            resource.setrlimit(kind, limit)
