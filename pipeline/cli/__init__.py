"""The command line: one module a command; each reads options, calls one function, says what happened; no logic of its own."""

from typing import Annotated

import typer

from pipeline import __version__
from pipeline.catalogue import blank_forms, field_handbook, pdf_copies, running, tracing
from pipeline.catalogue import console as say
from pipeline.catalogue import proofreading as proofreading_words
from pipeline.cli.check import check
from pipeline.cli.fields import fields
from pipeline.cli.forms import forms
from pipeline.cli.freeze import freeze
from pipeline.cli.init import init
from pipeline.cli.pdf import pdf
from pipeline.cli.proofread import proofread
from pipeline.cli.rebuild import rebuild
from pipeline.cli.reissue import reissue
from pipeline.cli.run import run
from pipeline.cli.schedule import schedule
from pipeline.cli.status import status
from pipeline.cli.trace import trace
from pipeline.cli.verify import verify

app = typer.Typer(
    help=say.APP_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def tongbao(version: Annotated[bool, typer.Option("--version", help=say.VERSION_HELP)] = False) -> None:
    """把各单位报来的 Excel 报表汇总、审核、排名，并生成可以签发的通报。"""
    if version:
        typer.echo(__version__)
        raise typer.Exit


app.command(help=running.INIT_HELP)(init)
app.command(help=say.RUN_HELP)(run)
app.command(help=running.SCHEDULE_HELP)(schedule)
app.command(help=say.CHECK_HELP)(check)
app.command(help=say.STATUS_HELP)(status)
app.command(help=blank_forms.HELP)(forms)
app.command(help=pdf_copies.HELP)(pdf)
app.command(help=say.FREEZE_HELP)(freeze)
app.command(help=say.REISSUE_HELP)(reissue)
app.command(help=say.VERIFY_HELP)(verify)
app.command(help=say.REBUILD_HELP)(rebuild)
app.command(help=tracing.HELP)(trace)
app.command(help=proofreading_words.HELP)(proofread)
app.command(help=field_handbook.HELP)(fields)
