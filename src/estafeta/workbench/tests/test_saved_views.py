"""Views stand beside the filters of every list, each person's own, each page's own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.models import SavedView

LISTS = ("documents:register", "organisations:members", "organisations:journal", "workbench:tasks")


def address(cast, name: str) -> str:
    return reverse(name, args=[cast.school.slug])


@pytest.mark.parametrize("name", LISTS)
def test_filters_of_a_list_are_kept_under_a_name(cast, sign_in, name):
    client, here = sign_in(cast.curator), address(cast, name)
    page = client.get(here, {"q": "приказ", "page": "1"}).content.decode()
    assert 'name="page" value="' + name.replace(":", "-") in page
    sent = {"name": "Мой вид", "page": name.replace(":", "-"), "query": "q=приказ&page=3", "next": here}
    assert client.post(address(cast, "workbench:keep_view"), sent).status_code == 302
    with tenant_scope(cast.school):
        view = SavedView.objects.get(user=cast.curator, organisation=cast.school)
    assert view.page == name.replace(":", "-")
    assert f'href="?{view.query}"' in client.get(here).content.decode()
    other = next(one for one in LISTS if one != name)
    assert "Убрать вид «Мой вид»" not in client.get(address(cast, other)).content.decode()
    assert "Убрать вид «Мой вид»" not in sign_in(cast.director).get(here).content.decode()


def test_plan_has_them_too(cast, sign_in, roadmap):
    page = sign_in(cast.curator).get(roadmap.get_absolute_url(), {"when": "late"}).content.decode()
    assert f'name="page" value="roadmaps-plan-{roadmap.pk}"' in page
    assert 'name="query" value="when=late"' in page
