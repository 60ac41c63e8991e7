import asyncio
import io
import json
import logging
import re
import sys

import pytest

from bot.observe import (
    Harmless,
    NotKept,
    configure_logging,
    incident,
    tell_of_the_unhandled,
)

SECRET = "le mot de passe de Léa"
_log = logging.getLogger("tests.observe")


@pytest.fixture(params=[False])
def console(request, monkeypatch):
    """What configure_logging writes; pytest's own handlers come back afterwards."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    configure_logging(as_json=request.param)
    yield written
    root.handlers, root.level = handlers, level


def failing():
    raise ValueError(SECRET)


def caught(make):
    try:
        make()
    except BaseException as error:  # noqa: BLE001 -- the test wants whatever it is
        return error
    raise AssertionError("nothing was raised")


def wrapped():
    try:
        failing()
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def grouped():
    raise ExceptionGroup(SECRET, [caught(failing), caught(wrapped)])


def test_a_record_is_one_line_whatever_is_in_it(console):
    _log.warning("from %s", "evil\r\n2026 ERROR forged\x1b[2J\u2028\u202e\0\x85 é")

    line = console.getvalue()
    assert line.count("\n") == 1
    assert line.endswith("evil\\r\\n2026 ERROR forged\\u001b[2J\\u2028\\u202e\\u0000\\u0085 é\n")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING tests\.observe: from ", line)


def test_what_a_library_logs_of_an_exception_has_no_content_either(console):
    _log.error("failed", exc_info=caught(failing))

    assert "ValueError" in console.getvalue()
    assert SECRET not in console.getvalue()
    assert console.getvalue().count("\n") == 1


@pytest.mark.parametrize("console", [True], indirect=True)
def test_as_json_each_record_is_one_object_whatever_is_in_it(console):
    evil = 'evil\r\n{"level": "INFO"}\x1b[2J\u2028\u202e\0\x85 é'
    _log.warning("from %s", evil)
    _log.error("failed", exc_info=caught(failing))
    number = incident(_log, caught(wrapped))

    written = console.getvalue()
    said, failed, counted = map(json.loads, written.splitlines())
    assert not re.search(r"[^ -~éà\n]", written)
    assert said["message"] == f"from {evil}"
    assert (said["level"], said["logger"]) == ("WARNING", "tests.observe")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", said["time"])
    assert failed["exception"].startswith("ValueError [")
    assert counted["incident"] == number
    assert SECRET not in written


def test_libraries_that_log_every_request_are_quiet(console):
    logging.getLogger("aiohttp.access").info("GET /")

    assert console.getvalue() == ""


def test_an_incident_has_a_number_that_can_be_read_out(caplog):
    number = incident(_log, caught(failing))

    assert re.fullmatch(r"INC-[2-9A-HJKMNP-TV-Z]{5}", number)
    assert number in caplog.text


def test_two_incidents_have_two_numbers():
    assert incident(_log, ValueError()) != incident(_log, ValueError())


@pytest.mark.parametrize("make", [failing, wrapped, grouped])
def test_an_incident_tells_types_and_code_lines_but_no_words(caplog, make):
    incident(_log, caught(make))

    assert type(caught(make)).__name__ in caplog.text
    assert "ValueError" in caplog.text
    assert "raise ValueError(SECRET)" in caplog.text
    assert "test_observe.py" in caplog.text
    assert SECRET not in caplog.text


def test_an_exception_that_holds_no_content_may_speak(caplog):
    incident(_log, NotKept("the database is away"))

    assert "NotKept: the database is away" in caplog.text


def test_causes_that_go_round_in_circles_come_to_an_end(caplog):
    first, second = Harmless("one"), Harmless("two")
    first.__cause__, second.__cause__ = second, first

    incident(_log, first)

    assert (caplog.text.count("one"), caplog.text.count("two")) == (1, 1)


def test_a_request_that_fails_is_told_without_its_address(console):
    logger = logging.getLogger("aiohttp.server")
    logger.error("Error handling request from %s", "192.0.2.7", exc_info=caught(failing))

    assert "192.0.2.7" not in console.getvalue()
    assert "a request could not be answered" in console.getvalue()
    assert "ValueError" in console.getvalue()


async def test_what_nobody_waited_for_is_an_incident_without_content(console):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(tell_of_the_unhandled)

    loop.call_soon(failing)
    loop.call_exception_handler({"message": "a socket was left open", "socket": SECRET})
    await asyncio.sleep(0)

    said = console.getvalue()
    assert "INC-" in said
    assert "ValueError [" in said
    assert "a socket was left open" in said
    assert SECRET not in said
