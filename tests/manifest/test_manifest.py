"""What Teams shows of the bot, and what the bot asks of a team."""

import json
import tomllib
from pathlib import Path

from jsonschema import Draft4Validator

from manifest.build import FOLDER, SAMPLE_APP_ID, SAMPLE_DOMAIN, check_texts, read_manifest

SCHEMA = Path(__file__).parent / "schema" / "MicrosoftTeams.schema.json"
COMMITTED = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))

EXPECTED = {
    "personal": [
        *("aide", "nouveau", "mes contributions", "récurrents", "tableau de bord"),
        *("mon antenne", "mon rythme", "à traiter", "réglages", "diffusion"),
    ],
    "team": ["aide"],
}
"""Words that the bot understands in each scope: Teams lists ten at the most."""


def problems(manifest):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return [error.message for error in Draft4Validator(schema).iter_errors(manifest)]


def test_it_is_valid_against_microsofts_schema_as_it_stands():
    assert problems(COMMITTED) == []


def test_it_is_valid_for_an_installation():
    app_id = "6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b"

    manifest = read_manifest(app_id=app_id, domain="Flash.ML-Alsace.fr")

    assert problems(manifest) == []
    assert manifest["id"] == manifest["bots"][0]["botId"] == app_id
    assert manifest["composeExtensions"][0]["botId"] == app_id
    assert manifest["webApplicationInfo"] == {
        "id": app_id,
        "resource": f"api://flash.ml-alsace.fr/botid-{app_id}",
    }
    assert manifest["validDomains"] == ["flash.ml-alsace.fr"]
    assert SAMPLE_APP_ID not in json.dumps(manifest)
    assert SAMPLE_DOMAIN not in json.dumps(manifest)


def test_the_schema_refuses_what_teams_would_refuse():
    broken = COMMITTED | {"name": {"short": "x" * 31}, "bots": [{"botId": "me", "scopes": []}]}

    assert len(problems(broken)) == 2


def test_its_version_is_the_projects():
    pyproject = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))

    assert COMMITTED["version"] == pyproject["project"]["version"]
    assert read_manifest(app_id=SAMPLE_APP_ID, domain=SAMPLE_DOMAIN) == COMMITTED


def test_its_texts_fit():
    check_texts(COMMITTED)

    assert COMMITTED["name"]["short"] == "Flash Amélioration"
    assert COMMITTED["localizationInfo"] == {"defaultLanguageTag": "fr"}


def test_every_command_is_one_the_bot_understands():
    listed = {
        scope: [command["title"] for command in commands["commands"]]
        for commands in COMMITTED["bots"][0]["commandLists"]
        for scope in commands["scopes"]
    }

    assert listed == EXPECTED


def test_a_message_can_be_noted_from_anywhere():
    search, action = COMMITTED["composeExtensions"][0]["commands"]

    assert (search["id"], search["type"]) == ("searchContributions", "query")
    assert set(search["context"]) == {"compose", "commandBox"}
    assert (action["id"], action["type"]) == ("noteMessage", "action")
    assert action["title"] == "Noter en amélioration continue"
    assert action["fetchTask"] is True
    assert set(action["context"]) == {"message", "compose", "commandBox"}


def test_it_asks_for_no_more_than_reading_the_channel_and_says_what_for():
    asked = COMMITTED["authorization"]["permissions"]["resourceSpecific"]
    description = COMMITTED["description"]["full"]

    assert asked == [{"name": "ChannelMessage.Read.Group", "type": "Application"}]
    for permission in [asked[0]["name"], *COMMITTED["permissions"]]:
        assert f"({permission})" in description


def test_it_is_made_for_teams_and_for_each_person():
    assert COMMITTED["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    assert COMMITTED["defaultInstallScope"] == "team"
    assert COMMITTED["supportsChannelFeatures"] == "tier1"
