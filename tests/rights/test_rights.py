"""What people may ask about themselves, through the wire: their data, and their name removed."""

import io
import json

from openpyxl import load_workbook

from bot.app import PLUGS
from bot.erasures import FILE, read_register
from bot.journal import usecases as proving
from bot.rights import usecases as rights
from bot.usecases.turn import Policy
from cards.rights import texts as rights_texts
from domain.contributions.contribution import Contribution, Status
from domain.rights.retention import EMPTIED
from storage.contributions.repository import Contributions
from tests.cards.oracle import problems
from tests.rights.steps import column, erase, everything, my_file, purge
from tests.world import AWA, CLAIRE, NADIA, STRANGER, World, card_of, walk, words_of

IDEA = "Suggestion : un QR code à l’accueil pour donner son avis"


async def _much(ml: World) -> list[Contribution]:
    """Have Nadia write in the channel, by form and anonymously, support and comment."""
    await ml.say(NADIA, "aide")
    await ml.say(CLAIRE, "aide")
    first = await ml.post(NADIA, IDEA)
    other = await ml.post(AWA, "Irritant : le badge de l’entrée")
    await ml.reply(NADIA, other, "pareil à Wissembourg")
    (irritant,) = await ml.made_by(other)
    await ml.execute(NADIA, "contribution.support", {"contribution": irritant.id}, chat=False)
    for form, text in (("signed-form", "le scanner"), ("anonymous-form", "les plannings")):
        await ml.execute(
            NADIA,
            "form.send",
            {
                "form": form,
                "kind": "irritant",
                "text": text,
                "anonymous": "true" if form[0] == "a" else "false",
            },
        )
    await ml.until_calm()
    (idea,) = await ml.made_by(first)
    return [idea, irritant]


async def test_my_data_holds_all_that_is_mine_and_nothing_of_others(ml: World) -> None:
    await _much(ml)

    status, raw = await my_file(ml, NADIA, 1)

    assert status == 200
    told = json.loads(raw)
    texts = {line["texte"] for line in told["Contributions"]}
    assert texts == {"un QR code à l’accueil pour donner son avis", "le scanner", "les plannings"}
    assert told["Moi"][0]["nom"] == NADIA.name
    assert told["Commentaires"][0]["texte"] == "pareil à Wissembourg"
    assert told["Soutiens"][0]["fiche"] == "AC-2026-0002"
    assert told["Conversation privée"]
    assert told["Journal"]
    assert "le badge" not in raw.decode()
    assert AWA.name not in raw.decode()


async def test_my_data_is_also_a_workbook_of_texts(ml: World) -> None:
    await _much(ml)
    _, raw = await my_file(ml, NADIA, 0)
    book = load_workbook(io.BytesIO(raw))
    assert {"Moi", "Contributions", "Commentaires", "Soutiens"} <= set(book.sheetnames)
    assert all(
        cell.data_type == "s" for row in book["Contributions"] for cell in row if cell.value
    )


async def test_a_link_of_somebody_else_or_of_nobody_gives_nothing(ml: World) -> None:
    async with ml.http.get(f"{ml.url}/mes-donnees/x.y.z") as page:
        assert page.status == 403
    card = card_of(await ml.say(NADIA, "mes données"))
    url = next(each["url"] for each in walk(card) if each.get("type") == "Action.OpenUrl")
    path = url.removeprefix(ml.settings.pages_url)
    export = path.replace("/mes-donnees/", "/export/")
    async with ml.http.post(f"{ml.url}{export}") as elsewhere:
        assert elsewhere.status == 403
    ml.clock.advance(seconds=601)
    async with ml.http.post(f"{ml.url}{path}") as late:
        assert late.status == 403


async def test_an_erased_name_is_nowhere_and_what_was_said_stays(ml: World) -> None:
    idea, irritant = await _much(ml)
    whole = everything(ml)
    assert NADIA.name in whole
    assert NADIA.chat in whole

    done = await erase(ml, NADIA)

    assert "votre nom n’est plus gardé" in words_of(done)
    whole = everything(ml)
    for trace in (NADIA.name, NADIA.upn, NADIA.aad, NADIA.id, NADIA.chat):
        assert trace not in whole
    for kept in ("un QR code à l’accueil", "le scanner", "les plannings", "pareil à Wissembourg"):
        assert kept in whole
    found = await ml.store.read(
        lambda unit: unit.of(Contributions).some(1, [idea.id, irritant.id])
    )
    assert found[idea.id].is_anonymous
    assert found[irritant.id].support == 1
    keys = column(ml, "SELECT author_key FROM contribution WHERE author_key IS NOT NULL")
    assert len(keys) == len(set(keys)) == 3


async def test_the_journal_holds_after_an_erasure_and_tells_it(ml: World) -> None:
    await _much(ml)
    await erase(ml, NADIA)
    (checked,) = await ml.store.read(proving.check_all)
    assert checked.problem is None
    entries = await ml.store.read(lambda unit: list(unit.journal.entries(1)))
    (told,) = [entry for entry in entries if entry.what == "erasure"]
    assert json.loads(told.facts) == {"comments": 1, "contributions": 3, "why": "asked"}
    assert told.who == ""


async def test_the_cards_in_teams_lose_the_name_too(ml: World) -> None:
    await _much(ml)
    await erase(ml, NADIA)
    await ml.until_calm()
    updated = [words_of(card_of(each.activity)) for each in ml.teams.updated]
    shown = [words for words in updated if "un QR code" in words][-1]
    assert NADIA.name not in shown
    assert "Anonyme" in shown


async def test_who_stays_is_met_again_as_somebody_new(ml: World) -> None:
    await _much(ml)
    await erase(ml, NADIA)
    message = await ml.post(NADIA, "Irritant : le wifi")
    (made,) = await ml.made_by(message)
    assert made.author_name == NADIA.name
    page = await ml.say(NADIA, "mes contributions")
    assert "le wifi" in words_of(card_of(page))
    assert "QR code" not in words_of(card_of(page))


async def test_the_only_quality_lead_names_another_first(ml: World) -> None:
    await ml.say(CLAIRE, "aide")
    card = card_of(await ml.say(CLAIRE, "effacer mon nom"))
    body = await ml.press(CLAIRE, card, rights_texts.ERASE_CONFIRM)
    assert "Nommez d’abord" in body["value"]


async def test_an_erasure_is_done_again_after_an_older_backup(ml: World) -> None:
    await _much(ml)
    backed_up = ml.clock()
    ml.clock.advance(seconds=60)
    await erase(ml, NADIA)
    erased = read_register(ml.settings.data_dir / FILE)
    assert list(erased.values()) == [ml.clock()]
    await ml.post(NADIA, "Irritant : le wifi")  # as if she stood in the backup

    policy = Policy(
        ml.settings.zone, "x", b"a key for tests that nobody guesses", holds=PLUGS.holds
    )
    kept = await ml.store.write(rights.erase_again, policy, erased, ml.clock())
    again = await ml.store.write(rights.erase_again, policy, erased, backed_up)
    while await ml.store.write(rights.erase_part, policy, ml.clock()):
        pass

    assert (kept, again) == (0, 1)
    assert NADIA.name not in everything(ml)


# --- retention --------------------------------------------------------------------------------


async def test_who_left_long_ago_loses_their_name_and_the_leads_are_told(ml: World) -> None:
    await ml.install_in_team()
    await _much(ml)
    ml.teams.members = [each.member for each in (CLAIRE, AWA, STRANGER)]
    await purge(ml, "2026-12-02T10:00+01:00")
    assert NADIA.name in everything(ml)
    left = column(ml, "SELECT left_on FROM person WHERE left_on IS NOT NULL")
    assert len(left) == 1

    ml.clock.advance(days=130)
    await purge(ml, "2027-04-07T10:00+02:00")

    assert NADIA.name not in everything(ml)
    told = words_of(ml.to(CLAIRE)[-1])
    assert "le nom de 1 personne partie" in told


async def test_old_words_go_by_the_month_and_the_journal_holds(ml: World) -> None:
    await ml.install_in_team()
    idea, irritant = await _much(ml)
    await ml.execute(NADIA, "contribution.withdraw", {"contribution": idea.id}, chat=False)
    await ml.post(AWA, "réunion déplacée ?")
    await ml.until_calm()
    form = (await ml.press(CLAIRE, card_of(await ml.say(CLAIRE, "réglages")), "Modifier"))["value"]
    assert problems(form) == []

    ml.clock.advance(days=430)
    await purge(ml, "2028-02-02T10:00+01:00")

    whole = everything(ml)
    assert "un QR code" not in whole
    found = await ml.store.read(
        lambda unit: unit.of(Contributions).some(1, [idea.id, irritant.id])
    )
    assert (found[idea.id].text, found[idea.id].status) == (EMPTIED, Status.WITHDRAWN)
    assert found[irritant.id].text == "le badge de l’entrée"
    assert found[irritant.id].author_name == AWA.name
    (checked,) = await ml.store.read(proving.check_all)
    assert checked.problem is None

    ml.clock.advance(days=800)
    await purge(ml, "2030-04-03T10:00+02:00")
    found = await ml.store.read(lambda unit: unit.of(Contributions).some(1, [irritant.id]))
    assert found[irritant.id].is_anonymous
    (checked,) = await ml.store.read(proving.check_all)
    assert checked.problem is None


async def test_the_purge_falls_once_a_month_whatever_is_closed(ml: World) -> None:
    await ml.install_in_team()
    for moment, runs in (
        ("2026-12-02T10:00+01:00", 1),
        ("2026-12-09T10:00+01:00", 1),
        ("2027-01-06T10:00+01:00", 2),
    ):
        await purge(ml, moment)
        done = column(ml, "SELECT id FROM job_run WHERE job = 'monthly-purge' AND state = 'done'")
        assert len(done) == runs


async def test_a_quality_lead_sets_how_long_what_is_kept(ml: World) -> None:
    card = card_of(await ml.say(CLAIRE, "réglages"))
    assert "nom retiré après 3 mois" in words_of(card)
    data = {"leavers": "6", "names": "24", "withdrawn": "zz"}
    _, body = await ml.execute(CLAIRE, "rhythm.save_retention", data)
    assert "trois nombres de mois" in words_of(body["value"])
    assert problems(body["value"]) == []
    _, body = await ml.execute(CLAIRE, "rhythm.save_retention", data | {"withdrawn": "6"})
    assert "nom retiré après 6 mois" in words_of(body["value"])
    _, body = await ml.execute(NADIA, "rhythm.save_retention", data | {"withdrawn": "9"})
    assert "référent" in body["value"]
