from __future__ import annotations

import datetime as dt
import http.server
import threading

import pytest
from django.urls import reverse
from django.utils import timezone

from estafeta.agreement import actions as agreement
from estafeta.agreement.scheduling import enact_begun
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.models import Membership
from estafeta.roadmaps.actions import add_proof, close_due, set_kinds
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.evidence import actions, registry, sites
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.queries import broken, closable, evidence_of
from estafeta.roadmaps.models import EvidenceSnapshot, SiteCheck
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.undoing import take_back


@pytest.fixture
def about(curator, pick):
    """`about("roadmap_development")` is measure 1.1 of that kind."""

    def name(code: str):
        set_kinds(actor=curator, measure=pick("1.1"), codes=[code])
        return pick("1.1")

    return name


def answer(measure, today):
    (found,) = evidence_of(measure, Facts(measure.section.roadmap.organisation, today))
    return found


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_kind_has_an_answer_in_russian(code, about, today):
    found = answer(about(code), today)
    assert found.kind == code
    assert found.sentence.endswith(".")
    assert (found.state == "manual") == (code not in registry.KINDS)


def test_kinds_are_named_as_their_files_and_stand_in_the_catalogue():
    assert set(registry.KINDS) <= set(catalogue())
    assert len(registry.as_markdown().splitlines()) == len(catalogue()) + 6


def test_plan_proves_its_own_development_and_agreement(roadmap, about, curator, director, cast, act, today):
    above = act(cast.coordinator, cast.school)
    assert answer(about("roadmap_development"), today).state == "missing"
    assert answer(about("roadmap_agreement"), today).state == "missing"
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    assert answer(about("roadmap_agreement"), today).state == "partly"
    agreement.agree_roadmap(actor=above, roadmap=roadmap)
    assert answer(about("roadmap_agreement"), today).state == "proven"
    assert answer(about("roadmap_development"), today).state == "partly"
    agreement.approve_roadmap(actor=director, roadmap=roadmap, number="7", date=today, today=today)
    assert answer(about("roadmap_development"), today).sentence == "Карта утверждена приказом № 7."


def test_any_kind_takes_a_paper(about, curator, today):
    measure = about("final_event")
    assert answer(measure, today).state == "manual"
    add_proof(actor=curator, measure=measure, proof=ProofInput(text="Протокол у секретаря"))
    assert answer(measure, today).state == "proven"


@pytest.mark.usefixtures("ordered")
def test_due_is_closed_by_the_facts_which_are_kept(about, curator, cast, today):
    measure = about("curator_appointment")
    (found,) = closable(curator, today)
    assert (found.measure, found.evidence.current) == (measure, 1)
    undo = actions.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    snapshot = EvidenceSnapshot.objects.get()
    assert (snapshot.state, measure.dues.get().state) == ("proven", "done")
    assert snapshot.objects_seen[0]["label"].startswith("Петрова А.С.")
    assert closable(curator, today) == ()
    take_back(actor=curator, undo=undo)
    assert measure.dues.get().is_open


def test_what_is_missing_closes_nothing(about, curator, today):
    measure = about("roadmap_agreement")
    with pytest.raises(Refusal, match="не отправляли"):
        actions.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    other = about("final_event")
    with pytest.raises(Refusal, match="Приложите файл"):
        actions.close_by_evidence(actor=curator, due=other.dues.get(), today=today)
    assert not EvidenceSnapshot.objects.exists()


@pytest.mark.usefixtures("ordered")
def test_lost_fact_is_noticed_once_and_decided(about, curator, director, cast, today):
    measure = about("curator_appointment")
    actions.close_by_evidence(actor=director, due=measure.dues.get(), today=today)
    assert actions.recheck(cast.school, today) == 0
    Membership.objects.filter(organisation=cast.school, role="curator").update(stopped_at=timezone.now())
    assert actions.recheck(cast.school, today) == 1
    assert actions.recheck(cast.school, today) == 0
    (lost,) = broken(cast.school)
    with pytest.raises(Refusal, match="почему"):
        actions.settle_lost(actor=director, snapshot=lost, reopen=False)
    actions.settle_lost(actor=director, snapshot=lost, reopen=True)
    assert measure.dues.get().is_open
    assert broken(cast.school) == []
    with pytest.raises(Refusal, match="уже решено"):
        actions.settle_lost(actor=director, snapshot=lost, reopen=True)


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers = {
            "/here": (200, {}),
            "/gone": (404, {}),
            "/moved": (302, {"Location": "/here"}),
            "/round": (302, {"Location": "/round"}),
        }[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "opens", "words"),
    [
        ("/here", True, "открывается"),
        ("/moved", True, "открывается"),
        ("/gone", False, "«404»"),
        ("/round", False, "много"),
    ],
)
def test_address_is_opened_as_a_visitor_would(site, path, opens, words):
    found = sites.check(
        f"http://school.example{path}",
        look_up=lambda host, port: ["127.0.0.1"],
        allowed=lambda address: True,
        ports={"http": site},
    )
    assert (found.opens, words in found.sentence) == (opens, True)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/", "http://10.0.0.8/"],
)
def test_address_inside_the_network_is_never_opened(url):
    assert "внутрь сети" in sites.check(url).sentence


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://a.example:8080/", "file:///etc/passwd", "https:///x"])
def test_other_addresses_are_refused(url):
    assert "обычный сайт" in sites.check(url).sentence


def test_check_can_be_switched_off(monkeypatch, about, curator, today):
    monkeypatch.setenv("ESTAFETA_CHECK_SITES", "off")
    measure = about("site_section")
    actions.check_site(actor=curator, measure=measure, url="https://school.example/mentoring")
    assert "выключена" in SiteCheck.objects.get().sentence
    assert answer(about("site_section"), today).state == "missing"


@pytest.mark.usefixtures("ordered")
def test_page_of_the_plan_and_its_buttons(about, cast, sign_in, roadmap, foreign, today):
    measure = about("curator_appointment")
    client = sign_in(cast.curator)
    link = reverse("roadmaps:evidence", args=[cast.school.slug, roadmap.pk])
    text = client.get(link).content.decode()
    assert "Закрыть по факту" in text
    assert "Закрыть по факту" in client.get(measure.get_absolute_url()).content.decode()
    client.post(reverse("roadmaps:close_by_evidence", args=[cast.school.slug, measure.dues.get().pk]))
    assert measure.dues.get().state == "done"
    assert client.get(reverse("roadmaps:evidence", args=[cast.school.slug, foreign.pk])).status_code == 404
    assert client.get(reverse("roadmaps:check_site", args=[cast.school.slug, measure.pk])).status_code == 200


@pytest.mark.usefixtures("ordered")
def test_stranger_closes_nothing(about, act, cast, today):
    measure = about("curator_appointment")
    with pytest.raises(Forbidden):
        actions.close_by_evidence(actor=act(cast.psychologist, cast.school), due=measure.dues.get(), today=today)


def test_approved_plan_comes_into_force_on_its_first_day(roadmap, director, cast, today):
    roadmap.starts = today + dt.timedelta(days=5)
    roadmap.save()
    agreement.approve_roadmap(actor=director, roadmap=roadmap, number="7", date=today, today=today, reason="До системы")
    assert roadmap.state == "approved"
    assert enact_begun(cast.school, today) == 0
    assert enact_begun(cast.school, roadmap.starts) == 1
    roadmap.refresh_from_db()
    assert roadmap.state == "in_force"


def test_closing_by_hand_keeps_no_snapshot(about, curator, today):
    measure = about("curator_appointment")
    close_due(actor=curator, due=measure.dues.get(), fact_on=today, today=today, reason="Сделано")
    assert not EvidenceSnapshot.objects.exists()
