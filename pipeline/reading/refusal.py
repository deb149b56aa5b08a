"""How the reading of one file is given up; never leaves this package."""

from pipeline.catalogue.findings import Wording


class RefusedError(Exception):
    """A file that is not read, with the finding's wording and what fills its slots."""

    def __init__(self, wording: Wording, **slots: object) -> None:
        super().__init__(wording.text)
        self.wording = wording
        self.slots = slots
