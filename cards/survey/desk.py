"""The survey for its quality lead: the posters, and what young people wrote."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts, verbs
from cards.fields import number_field
from cards.parts import (
    LINE,
    below,
    done_line,
    following,
    heading,
    hint,
    links,
    press,
    previous,
    row,
    site_choices,
    small,
    subheading,
    submit,
    titled,
)
from cards.plain import short, words
from cards.settings.settings import setting_form
from cards.survey import texts as survey_texts
from cards.survey import verbs as survey_verbs
from cards.texts import age, several
from cards.verbs import Paged
from domain.kinds import NOTABLE
from domain.people import Site
from domain.survey.weather import WEATHER_DAYS, Hung, Poster, Posters, Waiting, Words


def posters_card(shown: Posters, zone: ZoneInfo, *, said: str = "") -> dict[str, Any]:
    """Return the posters, each with its answers; the sites without one; the weather so far."""
    title = survey_texts.TITLE
    told = survey_texts.WEATHER.format(
        days=WEATHER_DAYS, said=survey_texts.weather_said(shown.weather)
    )
    body: list[kit.Element] = [
        heading(title),
        *done_line(said),
        kit.TextBlock(
            text=survey_texts.WHAT if shown.posters else survey_texts.NONE, isSubtle=True
        ),
        kit.TextBlock(text=told),
        *(_poster_line(each, zone) for each in shown.posters),
        *_new_poster(shown.free, everywhere=shown.is_everywhere_free),
    ]
    actions: list[kit.Action] = []
    if shown.waiting:
        words_title = f"{survey_texts.WORDS_WAIT} ({shown.waiting})"
        actions.append(press(words_title, survey_verbs.ShowWords()))
    actions += _pages(survey_verbs.ShowPosters(), shown.number, shown.last)
    actions.append(press(survey_texts.FEWEST_EDIT, survey_verbs.EditFewest(), secondary=True))
    return titled(title, body, actions)


def poster_card(
    hung: Hung, address: str, urls: Sequence[str], zone: ZoneInfo, *, warn: str = ""
) -> dict[str, Any]:
    """Return a poster: its address, its files, and the way to have it work no more."""
    poster = hung.poster
    title = survey_texts.POSTER.format(site=site_said(poster))
    since = survey_texts.POSTER_SINCE.format(
        day=texts.dated(poster.created_at.astimezone(zone).date()),
        count=survey_texts.answers(hung.answers),
    )
    body: list[kit.Element] = [
        *words(title, weight="Bolder", size="Medium"),
        small(since),
        *words(survey_texts.POSTER_ADDRESS.format(address=address)),
        *(words(f"⚠️ {warn}", color="Attention") if warn else []),
        hint(survey_texts.POSTER_LINKS),
    ]
    actions = [
        *links(survey_texts.POSTER_OPEN, urls),
        kit.ActionOpenUrl(title=survey_texts.POSTER_SEE, url=address),
        press(survey_texts.REVOKE_ASK, survey_verbs.AskRevoke(poster=poster.id), secondary=True),
        press(survey_texts.BACK, survey_verbs.ShowPosters(), secondary=True),
    ]
    return kit.to_dict(
        kit.Card(body=body, actions=actions, speak=short(title, 80), fallbackText=title)
    )


def revoke_card(poster: Poster) -> dict[str, Any]:
    """Return what it means that a poster works no more, to be confirmed."""
    title = survey_texts.REVOKE_TITLE
    body: list[kit.Element] = [
        heading(title),
        small(site_said(poster)),
        kit.TextBlock(text=survey_texts.REVOKE_WHAT),
    ]
    revoking = survey_verbs.RevokePoster(poster=poster.id)
    actions: list[kit.Action] = [
        press(survey_texts.RENEW, survey_verbs.RenewPoster(poster=poster.id)),
        press(survey_texts.REVOKE, revoking, style="destructive"),
        press(texts.CANCEL, survey_verbs.OpenPoster(poster=poster.id)),
    ]
    return titled(title, body, actions)


def words_card(waiting: Waiting, *, said: str = "") -> dict[str, Any]:
    """Return a page of the words that nobody has read, the oldest first; each opens."""
    title = survey_texts.WORDS_TITLE
    summary = survey_texts.WORDS_NONE
    if waiting.total:
        summary = several(waiting.total, survey_texts.WORDS_WAITING)
    if waiting.last:
        summary += f" · {texts.page(waiting.number, waiting.last)}"
    body: list[kit.Element] = [
        heading(title),
        *done_line(said),
        below(summary),
        *(_words_line(each, waiting) for each in waiting.words),
    ]
    actions = _pages(survey_verbs.ShowWords(), waiting.number, waiting.last)
    if waiting.words:
        ids = ",".join(str(each.id) for each in waiting.words)
        reading = survey_verbs.ReadWords(ids=ids, page=waiting.number)
        actions.append(press(survey_texts.WORDS_READ_PAGE, reading))
    return titled(title, body, actions)


def one_words_card(said: Words, today: date, *, page: int = 0) -> dict[str, Any]:
    """Return what a young person wrote, and what can be done with it."""
    title = survey_texts.WORDS_TITLE
    body: list[kit.Element] = [
        heading(title),
        small(about_words(said, today)),
        *words(said.text),
    ]
    if said.contribution_id is None:
        noting = [
            press(
                f"{texts.ICON[kind]} {texts.KIND[kind]}",
                survey_verbs.NoteWords(survey_answer=said.id, kind=kind),
            )
            for kind in NOTABLE
        ]
        body += [
            subheading(survey_texts.WORDS_NOTE),
            kit.ActionSet(actions=noting),
            hint(survey_texts.WORDS_WHAT),
        ]
    else:
        body.append(kit.TextBlock(text=survey_texts.WORDS_NOTED, isSubtle=True))
    actions: list[kit.Action] = []
    if said.is_to_read:
        reading = survey_verbs.ReadWords(ids=str(said.id), page=page)
        actions.append(press(survey_texts.WORDS_READ, reading))
    actions.append(press(survey_texts.WORDS_BACK, survey_verbs.ShowWords(page=page)))
    return titled(title, body, actions)


def fewest_form(number: int, *, typed: str | None = None, problem: str = "") -> dict[str, Any]:
    """Return the form of the number of answers from which the weather is told."""
    value = str(number) if typed is None else typed
    fields: list[kit.Element] = [
        number_field("fewest", survey_texts.FEWEST_FIELD, value),
        hint(survey_texts.FEWEST_WHY),
        hint(survey_texts.RULE),
    ]
    return setting_form(survey_texts.FEWEST, fields, survey_verbs.SaveFewest(), problem)


def site_said(poster: Poster) -> str:
    """Return the name of a poster's site, or that it is for all."""
    return short(poster.site_name, 60) or survey_texts.EVERYWHERE


def about_words(said: Words, today: date) -> str:
    """Return « 🙁 Mal · Haguenau · 6 j »."""
    site = short(said.site_name, 40) or survey_texts.EVERYWHERE
    return f"{survey_texts.face_said(said.face)} · {site} · {age(said.day, today)}"


def _poster_line(hung: Hung, zone: ZoneInfo) -> kit.Element:
    poster = hung.poster
    since = survey_texts.ANSWERS_SINCE.format(
        count=survey_texts.answers(hung.answers),
        day=texts.dated(poster.created_at.astimezone(zone).date()),
    )
    return row(
        [*words(site_said(poster), weight="Bolder"), small(since)],
        press(texts.OPEN, survey_verbs.OpenPoster(poster=poster.id)),
        separator=True,
    )


def _words_line(said: Words, waiting: Waiting) -> kit.Element:
    opening = survey_verbs.OpenWords(survey_answer=said.id, page=waiting.number)
    return row(
        [small(about_words(said, waiting.today)), *words(short(said.text, LINE))],
        press(texts.OPEN, opening),
        separator=True,
    )


def _new_poster(free: Sequence[Site], *, everywhere: bool) -> list[kit.Element]:
    choices = site_choices(free)
    if everywhere:
        choices.insert(0, (survey_texts.EVERYWHERE, verbs.NOTHING))
    if not choices:
        return []
    return [
        subheading(survey_texts.NEW),
        kit.InputChoiceSet(
            id="site",
            label=survey_texts.NEW_SITE,
            choices=choices,
            value=choices[0][1],
            style="compact",
        ),
        kit.ActionSet(actions=[submit(survey_texts.HANG, survey_verbs.HangPoster())]),
    ]


def _pages(listing: Paged, page: int, last: int) -> list[kit.Action]:
    return [*previous(listing, page), *following(listing, page, last)]
