"""The worker's process: `python -m peckham.interfaces.cli.work`, started by `serving.worker`."""

import django

if __name__ == "__main__":
    django.setup()
    from peckham.infra import worker

    worker.run()
