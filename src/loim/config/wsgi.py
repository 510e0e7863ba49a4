"""The WSGI application that granian or gunicorn serves."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from loim.search.logic.analysis.words import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loim.config.settings")
application = get_wsgi_application()

# Whoever searches first after a start would wait for the dictionaries.
Thread(target=warm_up, daemon=True, name="search-warm-up").start()
