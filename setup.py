"""Puts the settings and templates that ship with the program into the package, where `tongbao init` finds them."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildWithTemplates(build_py):
    """The usual build, and templates/ and config.yaml below pipeline/shipped/."""

    def run(self) -> None:
        """Copy both into what is built; a checkout is left as it is."""
        super().run()
        if not self.editable_mode:
            shipped = Path(self.build_lib) / "pipeline" / "shipped"
            shutil.copytree(HERE / "templates", shipped / "templates", dirs_exist_ok=True)
            shutil.copy(HERE / "config.yaml", shipped)


setup(cmdclass={"build_py": BuildWithTemplates})
