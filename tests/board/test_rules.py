"""What the board's page tells."""

from datetime import date

from domain.board.page import Told, once_each


def test_what_closes_several_with_one_sentence_is_told_once_in_its_place():
    action = Told("PA-2026-0001", "Rappeler la veille", "Un SMS part.", date(2026, 11, 3))
    fixed = Told("AC-2026-0004", "le badge", "Réparé.", date(2026, 11, 2))
    closed = Told("AC-2026-0002", "ils ne viennent pas", "Un SMS part.", date(2026, 11, 1))

    assert once_each([action, fixed, closed]) == [action, fixed]
    assert once_each([]) == []
