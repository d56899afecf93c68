"""What is wrong with how a command was written, in Swedish. Typer says it in English only."""

from __future__ import annotations

import typer
from typer.exceptions import TyperException

PROGRAM = "python -m gnv"


def usage_text(error: TyperException) -> str:
    """Return what is wrong with how a command was written, and where it stands how it is written.

    Typer's kinds of error are told apart by what they carry: their classes are its own.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    return f"{_what(error)} Skriv {command} --help, så visas vad som går att skriva."


def _what(error: TyperException) -> str:
    option = getattr(error, "option_name", "")
    if isinstance(error, typer.BadParameter):
        return _parameter_text(error)
    if hasattr(error, "possibilities"):
        meant = f" Menas {' eller '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Valet {option} finns inte.{meant}"
    if option:
        return f"Valet {option} saknar sitt värde."
    commands = getattr(getattr(error, "cmd", None), "commands", None)
    if commands:
        return f"Ange ett av kommandona {', '.join(commands)}."
    return "Där står mer än vad kommandot tar emot."


def _parameter_text(error: typer.BadParameter) -> str:
    if error.param is None:  # our own words
        return error.message
    named = error.param.opts if error.param.param_type_name == "option" else ()
    name = " ".join((*named, *filter(None, [error.param.metavar])))
    if hasattr(error, "param_type"):
        return f"{name} saknas."
    return f"Värdet för {name} går inte att använda."
