"""The platform's settings on a test server: an embedded PostgreSQL of its own, without fsync."""

import os

from loim.config.database import use_database
from loim.config.environment import PROJECT_ROOT

os.environ["LOIM_MODE"] = "test"
os.environ["LOIM_BASE_URL"] = "http://127.0.0.1"
os.environ["LOIM_DATA"] = str(PROJECT_ROOT / "var" / "test")
if not os.environ.get("LOIM_POSTGRES_DATA"):
    from loim.common.embedded_postgres import default_data_dir

    demo = default_data_dir(PROJECT_ROOT)
    os.environ["LOIM_POSTGRES_DATA"] = str(demo.with_name(demo.name + "-test"))
use_database(durable=False)

from loim.config.settings import *  # noqa: E402, F403  # only now does the environment name the database

# Static files come from where they are written; the folder of collected ones may be empty.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
# The embedded server says goodbye when pytest's streams are closed already.
LOGGING["loggers"]["loim"]["level"] = "WARNING"  # noqa: F405
# A test sees at once what it wrote; tests of the cache itself switch it on.
BRIEF_CACHE_SECONDS = 0
# Browsers fetch axe from the server under test: compiled once, not anew on each page.
STATICFILES_DIRS = [*STATICFILES_DIRS, ("axe", PROJECT_ROOT / "node_modules" / "axe-core")]  # noqa: F405
# Nobody reads the log of a test's requests; to write it takes as long as many a page.
LOGGING["loggers"]["django_structlog"] = {"level": "WARNING"}  # noqa: F405
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # noqa: F405
