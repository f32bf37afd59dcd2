"""Jobs and imports by name: what each may see, and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SystemActor(models.Model):
    """A job that acts in its own name for one purpose; one that is not listed sees nothing."""

    name = models.TextField()
    purpose = models.TextField()
    categories = ArrayField(models.TextField())
    why = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "purpose"], name="system_actor_once")
        ]
