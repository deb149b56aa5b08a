"""Laws are tried on the same examples every time, so that what lands stays landed; TONGBAO_EXPLORE=1 looks for new ones."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
if not os.environ.get("TONGBAO_EXPLORE"):
    settings.load_profile("steady")
