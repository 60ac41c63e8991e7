"""`python -m manifest`: packs the Teams app of this installation."""

from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer

from bot.config import ConfigurationError, load_settings
from manifest.build import SAMPLE_APP_ID, SAMPLE_DOMAIN, ManifestError, build


def main(
    domain: Annotated[
        str,
        typer.Option(help="Domain under which the bot is reached; default: FLASH_PUBLIC_URL's."),
    ] = "",
    app_id: Annotated[
        str, typer.Option(help="Application id of the bot; default: FLASH_APP_ID.")
    ] = "",
    output: Annotated[Path, typer.Option(help="Zip to write.")] = Path(
        "dist/flash-amelioration.zip"
    ),
) -> None:
    """Pack the Teams app with the bot's id and domain, and print where it is."""
    try:
        if not (app_id and domain):  # who gives both may pack on a machine without the settings
            settings = load_settings()
            app_id = app_id or settings.app_id
            domain = domain or urlsplit(settings.public_url).hostname or SAMPLE_DOMAIN
        build(output, app_id=app_id, domain=domain)
    except (ConfigurationError, ManifestError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{error.filename or output} cannot be used: {error.strerror}.")
    if not app_id:
        typer.echo(
            f"FLASH_APP_ID is empty: packed with the sample id {SAMPLE_APP_ID}, "
            "to look at, not to install.",
            err=True,
        )
    typer.echo(output)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code=1)


if __name__ == "__main__":
    typer.run(main)
