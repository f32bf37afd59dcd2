"""A guess at the small area of a practice's postcode, where no coordinates were given."""

from collections.abc import Iterable, Mapping

from peckham.places.domain.loading import PostcodeToLoad, PracticeToLoad

# Measured on 116 practices of three London boroughs whose coordinates are known from elsewhere:
# the guess is the right small area for 55, the right neighbourhood for 109, and a median of 390 m
# from the right area. Good enough to find a neighbourhood by, and labelled wherever it is shown.
_PATIENTS_MIN = 2_000
_SHARE_MIN = 0.5


def derived_postcodes(
    practices: Iterable[PracticeToLoad], counts: Mapping[tuple[str, str], int], *, icb_code: str
) -> list[PostcodeToLoad]:
    """Put each practice's postcode in the small area where most of its patients live.

    Only for practices of the place's own care board that have at least 2,000 patients and half of
    their list here: a distant practice's few patients here say nothing of where it stands. Where
    two practices share a postcode, the patients of both are counted together.

    Args:
        practices: Practices with patients here.
        counts: Patients by practice code and area code.
        icb_code: Code of the care board of the place.
    """
    here: dict[str, dict[str, int]] = {}
    for (code, area), patients in counts.items():
        here.setdefault(code, {})[area] = patients
    by_postcode: dict[str, dict[str, int]] = {}
    for practice in practices:
        areas = here.get(practice.ods_code, {})
        total = sum(areas.values())
        if (
            practice.postcode
            and practice.icb_code == icb_code
            and total >= max(_PATIENTS_MIN, _SHARE_MIN * (practice.list_size or 0))
        ):
            sums = by_postcode.setdefault(practice.postcode, {})
            for area, patients in areas.items():
                sums[area] = sums.get(area, 0) + patients
    return [
        # The most patients; of two areas with as many, the first by code.
        PostcodeToLoad(
            postcode, min(sums, key=lambda area: (-sums[area], area)), None, None, "derived"
        )
        for postcode, sums in sorted(by_postcode.items())
    ]
