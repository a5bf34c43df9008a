"""The act of a hand-over in the register of papers."""

from __future__ import annotations

from django.urls import reverse

from docforge import html
from estafeta.control.acts import register_act
from estafeta.control.handing import hand_over, lines_of
from estafeta.documents.composing import paper_of
from estafeta.documents.models import Document
from estafeta.workbench.open_work import open_work


def test_act_is_drafted_once_and_names_everyone(roadmap, curator, cast, sign_in, today):
    lines = lines_of(open_work(cast.school, cast.teacher, today=today))
    owners = {key: cast.psychologist for _, _, key in lines}
    hand, _ = hand_over(actor=curator, leaver=cast.teacher, owners=owners, notes={}, day=today, today=today)
    made = register_act(actor=curator, hand=hand, today=today)
    assert register_act(actor=curator, hand=hand, today=today) == made
    hand.refresh_from_db()
    assert (hand.document_id, made.state) == (made.pk, "draft")
    text = html.render(paper_of(made, today))
    assert cast.teacher.last_name in text
    assert cast.psychologist.last_name in text
    assert "Провести собрание" in text
    client = sign_in(cast.curator)
    answer = client.post(reverse("control:register_act", args=[cast.school.slug, hand.pk]))
    assert answer.url == made.get_absolute_url()
    assert Document.objects.count() == 1
