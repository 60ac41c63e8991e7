"""`python -m manifest`: the zip of one installation."""

import json
import subprocess
import sys
from zipfile import ZipFile

import pytest

from manifest.build import (
    FOLDER,
    SAMPLE_APP_ID,
    ManifestError,
    build,
    check_icon,
    check_texts,
    read_manifest,
)

APP_ID = "6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b"
MANAGED = {
    "FLASH_APP_ID": APP_ID,
    "FLASH_APP_TYPE": "UserAssignedMSI",
    "FLASH_APP_TENANT_ID": "0f0e0d0c-0b0a-4908-8706-050403020100",
}


@pytest.fixture
def pack(tmp_path):
    """Run the command where no .env is, with these settings and no others."""

    def run(*arguments, **settings):
        return subprocess.run(
            [sys.executable, "-m", "manifest", *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(FOLDER.parent), **settings},
            capture_output=True,
            check=False,
            text=True,
        )

    return run


def manifest_in(archive):
    with ZipFile(archive) as opened:
        return json.loads(opened.read("manifest.json"))


def test_the_zip_holds_three_files_and_no_folder(tmp_path):
    build(tmp_path / "app.zip")

    with ZipFile(tmp_path / "app.zip") as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert archive.read("color.png") == (FOLDER / "icons" / "color.png").read_bytes()
        assert archive.testzip() is None


def test_the_same_installation_gives_the_same_bytes(tmp_path):
    for name in ("once.zip", "twice.zip"):
        build(tmp_path / name, app_id=APP_ID, domain="flash.example.fr")

    assert (tmp_path / "once.zip").read_bytes() == (tmp_path / "twice.zip").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "public"),
    [
        (["--domain", "flash.example.fr", "--app-id", APP_ID], "https://other.example.fr"),
        ([], "https://flash.example.fr:8443/"),
    ],
)
def test_the_command_packs_this_installation_and_prints_where(pack, tmp_path, arguments, public):
    # Who gives both options needs no settings, which may then be anything.
    settings = {"FLASH_PORT": "x"} if arguments else MANAGED | {"FLASH_PUBLIC_URL": public}
    done = pack(*arguments, "--output", "out/app.zip", **settings)

    assert (done.returncode, done.stdout, done.stderr) == (0, "out/app.zip\n", "")
    manifest = manifest_in(tmp_path / "out" / "app.zip")
    assert manifest["bots"][0]["botId"] == APP_ID
    assert manifest["validDomains"] == ["flash.example.fr"]


def test_without_an_app_id_it_packs_the_sample_and_says_so_in_one_line(pack, tmp_path):
    done = pack()

    assert (done.returncode, done.stdout) == (0, "dist/flash-amelioration.zip\n")
    assert done.stderr.count("\n") == 1
    assert SAMPLE_APP_ID in done.stderr
    manifest = manifest_in(tmp_path / "dist" / "flash-amelioration.zip")
    assert manifest["bots"][0]["botId"] == SAMPLE_APP_ID


@pytest.mark.parametrize(
    ("arguments", "settings", "named"),
    [
        (["--domain", "https://flash.example.fr/"], {}, "https://flash.example.fr/"),
        (["--output", "."], {}, "."),
        (["--app-id", "me", "--domain", "flash.example.fr"], {}, "'me'"),
        ([], {"FLASH_APP_ID": "me"}, "FLASH_APP_ID"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(pack, arguments, settings, named):
    done = pack(*arguments, **settings)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert named in done.stderr


@pytest.mark.parametrize(
    "domain", ["", "localhost", "a..fr", "-a.fr", "flash.fr:443", "flash.fr/x", 'a".fr', "a.fr\n"]
)
def test_only_a_bare_domain_is_taken(domain):
    with pytest.raises(ManifestError, match="is not a domain"):
        read_manifest(app_id=APP_ID, domain=domain)


def test_a_text_that_teams_would_reject_is_named():
    manifest = read_manifest(app_id=APP_ID, domain="flash.example.fr")
    manifest["composeExtensions"][0]["commands"][0]["title"] = "Noter pour l’amélioration continue"

    with pytest.raises(ManifestError, match="has 34 characters; Teams takes 1 to 32"):
        check_texts(manifest)


def test_an_icon_of_another_size_or_kind_is_named():
    outline = (FOLDER / "icons" / "outline.png").read_bytes()

    with pytest.raises(ManifestError, match=r"color\.png is 32 x 32 pixels"):
        check_icon("color.png", outline, (192, 192))
    with pytest.raises(ManifestError, match=r"color\.png is not a PNG"):
        check_icon("color.png", b"GIF89a", (192, 192))
