"""Write docs/commands.md: the help output of every command, as it is.

usage: python docs/make_docs.py
"""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from vivavoce.faces.cli import main

TARGET = Path(__file__).with_name("commands.md")
WIDTH = 100


def help_of(*path: str) -> str:
    """The help output of a command, as a terminal of 100 columns shows it."""
    shown = CliRunner().invoke(main, [*path, "--help"], prog_name="vivavoce", terminal_width=WIDTH)
    assert shown.exit_code == 0, shown.output
    return "\n".join(line.rstrip() for line in shown.output.strip().splitlines())


def page() -> str:
    """The whole page."""
    parts = ["# Commands", "", "Written by `make docs` from the help output; a test holds the two equal.", "", "```", help_of(), "```", ""]
    for name in sorted(main.commands):
        parts += [f"## vivavoce {name}", "", "```", help_of(name), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET} written")
