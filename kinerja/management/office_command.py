from typing import NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OfficeCommand(BaseCommand):
    """A command that refuses bad input in one line, with exit code 2."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        # argparse would print its usage above the error.
        if parser.called_from_command_line:
            parser.error = lambda message: parser.exit(2, f"{message}\n")
        return parser

    def refuse(self, reason: str) -> NoReturn:
        raise CommandError(reason, returncode=2)
