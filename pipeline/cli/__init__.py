"""The command line: one module a command; each reads options, calls one function, says what happened; no logic of its own."""

from functools import partial
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.catalogue import blank_forms, field_handbook, pdf_copies, running, tracing
from pipeline.catalogue import console as say
from pipeline.catalogue import proofreading as proofreading_words
from pipeline.cli.check import check
from pipeline.cli.exits import USAGE
from pipeline.cli.fields import fields
from pipeline.cli.forms import forms
from pipeline.cli.freeze import freeze
from pipeline.cli.in_chinese import ChineseCommand, ChineseGroup
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
    cls=ChineseGroup,
    help=say.APP_HELP,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
command = partial(app.command, cls=ChineseCommand)


@app.callback(invoke_without_command=True)
def tongbao(context: typer.Context, version: Annotated[bool, typer.Option("--version", help=say.VERSION_HELP)] = False) -> None:
    """把各单位报来的 Excel 报表汇总、审核、排名，并生成可以签发的通报。"""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USAGE)


command(help=running.INIT_HELP)(init)
command(help=say.RUN_HELP)(run)
command(help=running.SCHEDULE_HELP)(schedule)
command(help=say.CHECK_HELP)(check)
command(help=say.STATUS_HELP)(status)
command(help=blank_forms.HELP)(forms)
command(help=pdf_copies.HELP)(pdf)
command(help=say.FREEZE_HELP)(freeze)
command(help=say.REISSUE_HELP)(reissue)
command(help=say.VERIFY_HELP)(verify)
command(help=say.REBUILD_HELP)(rebuild)
command(help=tracing.HELP)(trace)
command(help=proofreading_words.HELP)(proofread)
command(help=field_handbook.HELP)(fields)
