"""The nouns cost nothing to import: reading processes and `--help` load them too."""

import subprocess
import sys


def test_the_model_imports_neither_pydantic_nor_yaml_nor_pandas() -> None:
    code = (
        "import pipeline.model.definitions, pipeline.model.calendar, sys\n"
        "heavy = {'pydantic', 'yaml', 'pandas', 'numpy', 'chinese_calendar'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
