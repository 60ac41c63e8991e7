"""A figure counts only when nothing was lost and nothing was done twice."""

from tests.bench.bots import Bot


def find_faults(bot: Bot) -> list[str]:
    """Return a sentence for each thing that is missing or too many; none when all is right."""
    faults = []
    answers = bot.connector.answers
    if len(answers) != bot.sent:
        faults.append(f"{bot.name}: {bot.sent} messages, {len(answers)} of them answered")
    twice = sum(1 for times in answers.values() if times > 1)
    if twice:
        faults.append(f"{bot.name}: {twice} messages were answered more than once")
    return [*faults, *(_find_store_faults(bot) if bot.database else [])]


def _find_store_faults(bot: Bot) -> list[str]:
    kept, messages = bot.query("SELECT count(*), count(DISTINCT message_id) FROM contribution")[0]
    if kept == messages == bot.sent:
        return []
    asked = bot.query("SELECT text FROM question ORDER BY id LIMIT 3")
    return [
        f"{bot.name}: {bot.sent} messages, but {kept} contributions of {messages} are kept",
        *(f"{bot.name} asked about: {text}" for (text,) in asked),
    ]
