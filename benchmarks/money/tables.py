"""Makes Peckham's tables in the database of the measurement, and frees its clock."""

import json

import django


def main() -> None:
    """Migrate; moments of the past may then be written."""
    django.setup()
    from peckham.infra import database
    from peckham.infra.models import Deployment

    database.migrate()
    Deployment.objects.update(is_demonstration=True, clock_is_free=True)
    print(json.dumps({}))


if __name__ == "__main__":
    main()
