"""Take in the notice of a year's holidays, and count the provisional dates anew."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases import calendar
from cases.actions import due_dates
from cases.forms.holidays import YearForm
from ledger.actors import SYSTEM


class Command(BaseCommand):
    """``load_holidays FILE``: laid out as cases/calendar.toml."""

    help = "Take in a year's holidays from a file laid out as cases/calendar.toml."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        """Raises ``CommandError`` for a file that cannot be read; nothing is taken in then."""
        try:
            years = calendar.read(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as reason:
            raise CommandError(f"{file}: {reason}") from reason
        for form in [_checked(year, source) for year, source in years.items()]:
            count = due_dates.load_year(form.year, source=form.cleaned_data["source"], by=SYSTEM)
            self.stdout.write(f"{form.year.number}: {count} provisional dates were replaced.")


def _checked(year: calendar.Year, source: str) -> YearForm:
    form = YearForm(
        {
            "number": year.number, "source": source,
            "days_off": "\n".join(map(str, sorted(year.days_off))),
            "days_on": "\n".join(map(str, sorted(year.days_on))),
        }
    )  # fmt: skip
    if not form.is_valid():
        said = " ".join(
            f"{name}: {''.join(map(str, words))}" for name, words in form.errors.items()
        )
        raise CommandError(f"{year.number}: {said}")
    return form
