"""Asking, following and withdrawing without an account."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.types.json import Jsonb
from tests.databases import as_app, check_laws
from tests.integration.care import world as worlds
from tests.integration.care.acts import AT, MINUTE, act, row

from peckham.care import api as care
from peckham.care.actions import asking, taking
from peckham.care.domain.asked import NobodyNamed, NothingAsked, TooLong, UnreadableText
from peckham.care.domain.reference import NotAReference
from peckham.care.models import Request
from peckham.people.models import Person
from peckham.services.api import UnknownRedFlag

ONLINE = {"channel": "online"}


def ask(*, at=AT, key=None, **changes):
    with as_app(worlds.public(at=at)):
        return care.ask_without_account(worlds.asked(**(ONLINE | changes)), key=key, at=at)


def track(receipt, *, at=AT, code=None):
    with as_app(worlds.public(at=at)):
        return care.track(receipt.reference, receipt.code if code is None else code, at=at)


def test_the_identity_is_kept_as_claimed_and_no_resident_is_made(world):
    people_before = Person.objects.count()
    receipt = ask()
    stored = row(receipt)
    assert stored.person_id is None
    assert stored.claimed["family_name"] == "Ada"
    assert stored.accountable_team_id == world.reception
    assert Person.objects.count() == people_before
    assert receipt.code.replace(" ", "") not in str(Request.objects.values().get())
    check_laws()


def test_what_cannot_be_placed_goes_to_the_default_hub(world):
    for postcode in ("", "ZZ99 9ZZ", "nonsense"):
        receipt = ask(claimed=care.Claimed(family_name="X", postcode=postcode))
        assert row(receipt).hub_id == world.hub_id
    check_laws()


def test_the_same_form_sent_twice_gives_the_same_receipt_code_included(world):
    key = uuid4()
    first = ask(key=key)
    assert ask(key=key) == first
    assert Request.objects.count() == 1


def test_reference_and_code_open_the_story_and_nothing_else_does(world):
    receipt = ask()
    story = track(receipt).story
    assert story.words == "My mother fell twice this week."
    assert [entry.sentence for entry in story.timeline] == [
        "You asked for help online. Reception has your request.",
        "Reception has asked Community therapy to help you.",
    ]
    typed = f" {receipt.code.lower().replace(' ', '-')} "
    assert track(receipt, code=typed).story == story
    for wrong in ("1970-01-01", "AAAAAAAA", ""):
        assert track(receipt, code=wrong).story is None
    with as_app(worlds.public()), pytest.raises(NotAReference):
        care.track("AAAAAAAAA"[:8] + "!", receipt.code, at=AT)


def test_the_person_reads_what_became_of_it_without_names_of_staff(world):
    receipt = ask()
    act(world, "therapist", "accept", receipt, 2, AT + MINUTE)
    act(world, "therapist", "complete", receipt, 3, AT + MINUTE, outcome="seen", note="Private")
    act(world, "therapist", "close", receipt, 4, AT + MINUTE, told_how="phone", words="All well.")
    story = track(receipt, at=AT + 2 * MINUTE).story
    shown = str(story)
    assert "Therapist" not in shown
    assert "Private" not in shown
    assert story.messages[-1].words == "All well."
    assert not story.may_withdraw


def test_after_five_wrong_codes_no_code_is_tried_for_a_quarter_of_an_hour(world):
    receipt = ask()
    for minute in range(5):
        tracking = track(receipt, code="AAAAAAAA", at=AT + minute * MINUTE)
    locked = AT + 4 * MINUTE + timedelta(minutes=15)
    assert tracking.locked_until == locked
    assert track(receipt, at=AT + 5 * MINUTE).story is None
    assert track(receipt, at=locked - timedelta(seconds=1)).story is None
    assert track(receipt, at=locked).story is not None


def test_a_reference_that_was_never_given_is_answered_and_locked_alike(world):
    receipt = ask()
    from peckham.care.domain.reference import grouped, reference_of

    class Never:
        reference, code = grouped(reference_of(987_654_321)), receipt.code

    for minute in range(5):
        real = track(receipt, code="AAAAAAAA", at=AT + minute * MINUTE)
        never = track(Never, at=AT + minute * MINUTE)
        assert never == real
    assert never.locked_until is not None


def test_four_wrong_codes_or_slow_ones_lock_nothing(world):
    receipt = ask()
    for minute in range(0, 40, 5):
        assert track(receipt, code="AAAAAAAA", at=AT + minute * MINUTE).locked_until is None
    assert track(receipt, at=AT + 41 * MINUTE).story is not None


def test_whoever_asked_withdraws_it_with_the_code_and_nobody_with_another(world):
    receipt = ask()
    with as_app(worlds.public(at=AT + MINUTE)):
        wrong = care.withdraw_own(receipt.reference, "AAAAAAAA", reason="x", at=AT + MINUTE)
        assert wrong.story is None
        done = care.withdraw_own(receipt.reference, receipt.code, reason="Better", at=AT + MINUTE)
    assert done.story.state == "withdrawn"
    assert row(receipt).state == "withdrawn"
    assert not row(receipt).offers.filter(state="pending").exists()
    check_laws()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"words": "  "}, NothingAsked),
        ({"words": "x" * 10_000_000}, TooLong),
        ({"words": "a\x00b"}, UnreadableText),
        ({"claimed": None}, NobodyNamed),
        ({"claimed": care.Claimed(family_name="x" * 201)}, TooLong),
        ({"red_flags": ("made up",)}, UnknownRedFlag),
        ({"person_id": 1}, asking.NotByClaim),
        ({"channel": "phone"}, asking.NotByClaim),
    ],
)
def test_a_form_that_cannot_be_kept_is_refused_in_words(world, changes, refusal):
    with pytest.raises(refusal) as refused:
        ask(**changes)
    assert refused.value.what
    assert not Request.objects.exists()


SCRIPTS = (
    "\U0001f9d1\U0001f3fd\u200d\U0001f9bd\U0001f48a " * 20,
    "\u0623\u062d\u062a\u0627\u062c \u0625\u0644\u0649 \u0645\u0633\u0627\u0639\u062f\u0629",
    "caawimaad ayaan u baahanahay",
    "\u202e written from the right \u202c",
)


@pytest.mark.parametrize("words", SCRIPTS, ids=["emoji", "arabic", "somali", "override"])
def test_words_of_any_script_are_kept_as_written(world, words):
    receipt = ask(words=words)
    assert track(receipt).story.words == words.strip()


def forged(world, **changes):
    """The stored form of an honest request, changed as an intruder would."""
    stored = {}
    original = taking.Jsonb
    try:
        taking.Jsonb = lambda row: stored.update(row) or original(row)
        ask()
    finally:
        taking.Jsonb = original
    fresh = {"id": stored["id"] + 500, "reference": "AAAAAAAAA", "public_id": str(uuid4())}
    return Jsonb(stored | fresh | {"key": str(uuid4())} | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": 1},
        {"channel": "desk"},
        {"actor": "somebody"},
        {"actor_kind": "staff"},
        {"claimed": None},
        {"claimed": "text"},
        {"holder_team_id": 2},
        {"offer_team_id": 3_000_000},
        {"due_at": None},
        {"taken_team_id": 1},
    ],
)
def test_the_function_for_strangers_refuses_what_the_form_would_not_send(world, changes):
    row_sent = forged(world, **changes)
    with (
        as_app(worlds.public()) as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("SELECT peckham.ask_without_account(%s)", [row_sent])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM care_request")
        assert cursor.fetchone()[0] == 1
