"""Places, their small areas, what lies beside what, postcodes, and the publications read."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q


class Place(models.Model):
    """A part of the country that is planned as one: a borough, or several that work together."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.TextField(unique=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.TextField()
    icb = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """A publisher's file that a place was read from: what it was, as of when, and its bytes' hash.

    Figures and tiers cite it. The same bytes are read into a place once.
    """

    class Kind(models.TextChoices):
        REGISTRATIONS = "registrations"
        PRACTICES = "practices"
        NETWORKS = "networks"
        POPULATION = "population"
        CENSUS = "census"
        LOOKUP = "lookup"
        DEPRIVATION = "deprivation"
        BOUNDARIES = "boundaries"
        POSTCODES = "postcodes"
        PLAN = "plan"

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.TextField()
    publisher = models.TextField()
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    as_of = models.TextField()
    rows_read = models.IntegerField()
    rows_kept = models.IntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "sha256"], name="places_publication_read_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.as_of}"


class Area(models.Model):
    """A small area (LSOA): the unit that neighbourhoods are made of. Missing figures are null."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField(max_length=9, unique=True)
    name = models.TextField()
    vintage = models.CharField(max_length=12)
    borough_code = models.CharField(max_length=9)
    borough_name = models.TextField()
    msoa_code = models.CharField(max_length=9, blank=True)
    ward_code = models.CharField(max_length=9, blank=True)
    ward_name = models.TextField(blank=True)
    geometry = models.JSONField()
    longitude = models.FloatField()
    latitude = models.FloatField()
    population = models.IntegerField(null=True)
    population_by_age = models.JSONField(default=dict)
    deprivation_score = models.FloatField(null=True)
    deprivation_decile = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population__gte=0),
                name="places_area_population_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(deprivation_decile__isnull=True)
                | Q(deprivation_decile__gte=1, deprivation_decile__lte=10),
                name="places_area_decile_1_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AreaPopulation(models.Model):
    """Residents of a small area on one more base than `Area.population`, such as a census."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    base = models.TextField()
    people = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "base"], name="places_population_once_on_a_base"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=0), name="places_population_on_a_base_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.base}: {self.people}"


class AreaAdjacency(models.Model):
    """Two small areas that share a stretch of boundary; each pair once, the smaller key first."""

    area_a = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    area_b = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    shared_metres = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area_a", "area_b"], name="places_adjacency_once"),
            models.CheckConstraint(
                condition=Q(area_a__lt=F("area_b")), name="places_adjacency_smaller_key_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_a_id}-{self.area_b_id}"


class Postcode(models.Model):
    """A postcode and the small area that it lies in, with how that is known.

    `derived` is a guess from registrations and says so wherever it is shown.
    """

    class Source(models.TextChoices):
        ONSPD = "onspd"
        DERIVED = "derived"
        SYNTHETIC = "synthetic"

    code = models.CharField(max_length=8, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="postcodes")
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    source = models.CharField(max_length=12, choices=Source.choices)

    def __str__(self) -> str:
        return self.code
