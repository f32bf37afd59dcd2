"""The web server's way in: `peckham.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from peckham.config.deployment_checks import refuse_what_is_not_safe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peckham.config.settings")

application = get_wsgi_application()
refuse_what_is_not_safe()
