"""The WSGI application of the demo sites, served beside the platform's."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "monogram.demo.site.settings"
application = get_wsgi_application()
