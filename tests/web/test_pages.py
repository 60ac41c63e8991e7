"""The pages that the Teams app names are there, for everybody, and say what is true."""

import json
from urllib.parse import urlparse

import pytest

from manifest.build import FOLDER
from tests.world import World, world

DEVELOPER = json.loads((FOLDER / "manifest.json").read_text("utf-8"))["developer"]


@pytest.mark.parametrize(
    ("named", "said"),
    [("privacyUrl", "empreinte illisible"), ("termsOfUseUrl", "dialogue social")],
)
async def test_the_pages_of_the_manifest_are_served(
    database_url: str, named: str, said: str
) -> None:
    async with world(database_url) as ml:
        text, headers = await _get(ml, urlparse(DEVELOPER[named]).path)

    assert said in text
    assert '<html lang="fr">' in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


async def _get(ml: World, path: str) -> tuple[str, dict[str, str]]:
    async with ml.http.get(f"{ml.url}{path}") as response:
        assert response.status == 200
        return await response.text(), dict(response.headers)
