"""What the buttons of the survey do: its posters, and what young people wrote."""

from typing import Any

from bot.ideas.buttons import shown_fiche
from bot.ideas.usecases import reading
from bot.settings.buttons import set_or_again
from bot.survey import usecases as survey
from bot.survey.poster import FORMS
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.links import POSTER_PAGE
from bot.usecases.turn import Turn
from cards.survey import texts as survey_texts
from cards.survey import verbs as survey_verbs
from cards.survey.desk import (
    fewest_form,
    one_words_card,
    poster_card,
    posters_card,
    revoke_card,
    words_card,
)
from cards.texts import several
from domain.numbers import whole_number
from domain.survey.weather import Hung

BUTTONS = Buttons()


@BUTTONS.does(survey_verbs.ShowPosters)
async def _posters(desk: Desk, turn: Turn, data: survey_verbs.ShowPosters) -> Shown:
    shown = await desk.store.look(survey.posters, turn, data.page)
    return Shown(posters_card(shown, turn.zone))


@BUTTONS.does(survey_verbs.OpenPoster)
async def _open_poster(desk: Desk, turn: Turn, data: survey_verbs.OpenPoster) -> Shown:
    return _shown_poster(desk, turn, await desk.store.look(survey.poster, turn, data.poster))


def _shown_poster(desk: Desk, turn: Turn, hung: Hung) -> Shown:
    """Show a poster with links of one's own to its files, so never for good."""
    address = desk.links.survey(hung.poster.token)
    what = str(hung.poster.id)
    urls = [desk.links.file(turn, POSTER_PAGE, what, form) for form in FORMS]
    warn = "" if desk.links.is_reachable else survey_texts.NO_ADDRESS.format(url=address)
    card = poster_card(hung, address, urls, turn.zone, warn=warn)
    return Shown(card, is_private_form=True)


@BUTTONS.does(survey_verbs.HangPoster)
async def _hang(desk: Desk, turn: Turn, data: survey_verbs.HangPoster) -> Shown:
    return _shown_poster(desk, turn, await desk.store.write(survey.hang, turn, data.site))


@BUTTONS.does(survey_verbs.AskRevoke)
async def _ask_revoke(desk: Desk, turn: Turn, data: survey_verbs.AskRevoke) -> Shown:
    hung = await desk.store.look(survey.poster, turn, data.poster)
    return Shown(revoke_card(hung.poster), is_private_form=True)


@BUTTONS.does(survey_verbs.RevokePoster)
async def _revoke(desk: Desk, turn: Turn, data: survey_verbs.RevokePoster) -> Shown:
    await desk.store.write(survey.revoke, turn, data.poster)
    shown = await desk.store.look(survey.posters, turn)
    return Shown(posters_card(shown, turn.zone, said=survey_texts.REVOKED), stays=True)


@BUTTONS.does(survey_verbs.RenewPoster)
async def _renew(desk: Desk, turn: Turn, data: survey_verbs.RenewPoster) -> Shown:
    return _shown_poster(desk, turn, await desk.store.write(survey.renew, turn, data.poster))


@BUTTONS.does(survey_verbs.ShowWords)
async def _words(desk: Desk, turn: Turn, data: survey_verbs.ShowWords) -> Shown:
    return Shown(words_card(await desk.store.look(survey.waiting, turn, data.page)))


@BUTTONS.does(survey_verbs.OpenWords)
async def _open_words(desk: Desk, turn: Turn, data: survey_verbs.OpenWords) -> Shown:
    said = await desk.store.look(survey.words, turn, data.survey_answer)
    today = turn.day
    return Shown(one_words_card(said, today, page=data.page))


@BUTTONS.does(survey_verbs.NoteWords)
async def _note(desk: Desk, turn: Turn, data: survey_verbs.NoteWords) -> Shown:
    made = await desk.store.write(survey.note_words, turn, data.survey_answer, data.kind)
    return shown_fiche(turn, await desk.store.look(reading.open_fiche, turn, made.id))


@BUTTONS.does(survey_verbs.ReadWords)
async def _read(desk: Desk, turn: Turn, data: survey_verbs.ReadWords) -> Shown:
    read = await desk.store.write(survey.mark_read, turn, data.chosen)
    shown = await desk.store.look(survey.waiting, turn, data.page)
    said = several(read, survey_texts.WORDS_WERE_READ) if read else ""
    return Shown(words_card(shown, said=said), stays=True)


@BUTTONS.does(survey_verbs.EditFewest)
async def _edit_fewest(desk: Desk, turn: Turn, _: survey_verbs.EditFewest) -> Shown:
    return Shown(fewest_form(await desk.store.look(survey.fewest, turn)))


@BUTTONS.does(survey_verbs.SaveFewest)
async def _save_fewest(desk: Desk, turn: Turn, data: survey_verbs.SaveFewest) -> Shown:
    number = whole_number(data.fewest)

    async def again(problem: str) -> dict[str, Any]:
        kept = await desk.store.look(survey.fewest, turn)
        return fewest_form(kept, typed=data.fewest, problem=problem)

    doing = desk.store.write(survey.set_fewest, turn, number)
    return await set_or_again(desk, turn, doing, again)
