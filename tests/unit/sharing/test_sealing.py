from datetime import UTC, datetime, timedelta, timezone

from peckham.sharing.domain import sealing

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def row(**changes):
    facts = dict.fromkeys(sealing.COLUMNS, "")
    facts |= {"id": 1, "parts": ["a"], "at": AT, "recorded_at": AT} | changes
    return [facts[name] for name in sealing.COLUMNS]


def test_a_line_is_the_same_wherever_its_moments_were_read():
    there = AT.astimezone(timezone(timedelta(hours=-3, minutes=-30)))
    assert sealing.look_line(row()) == sealing.look_line(row(at=there, recorded_at=there))


def test_nothing_and_emptiness_and_the_word_null_are_three_things():
    lines = {sealing.look_line(row(purpose=value)) for value in (None, "", "null")}
    assert len(lines) == 3
    assert sealing.look_line(row(parts=["a", "b"])) != sealing.look_line(row(parts=["a, b"]))
    assert sealing.look_line(row(parts=[])) != sealing.look_line(row(parts=[""]))


def test_where_one_column_ends_and_the_next_begins_is_never_in_doubt():
    one = sealing.look_line(row(actor="a", actor_name='b", "c'))
    other = sealing.look_line(row(actor='a", "b', actor_name="c"))
    assert one != other


def seal(**changes):
    facts = {
        "id": 2,
        "first_look_id": 11,
        "last_look_id": 20,
        "looks": 1,
        "content_sha256": "c" * 64,
        "previous_sha256": "p" * 64,
        "sha256": "",
        "sealed_at": AT,
    }
    made = sealing.SealRow(**(facts | changes))
    hashed = sealing.seal_sha256(made)
    return sealing.SealRow(**{**facts, **changes, "sha256": hashed})


def test_a_seal_stands_right_after_the_one_before_it():
    def problem(**changes):
        return sealing.problem_of_chain(seal(**changes), previous="p" * 64, last_look_id=10)

    assert problem() == ""
    assert "does not follow" in problem(previous_sha256="q" * 64)
    assert "does not begin where" in problem(first_look_id=12)
    assert "does not begin where" in problem(last_look_id=10)


def test_every_column_of_a_seal_is_in_its_hash():
    for name, value in (
        ("looks", 2),
        ("last_look_id", 21),
        ("content_sha256", "d" * 64),
        ("sealed_at", AT + timedelta(microseconds=1)),
    ):
        changed = sealing.SealRow(
            **{
                **{n: getattr(seal(), n) for n in sealing.SealRow.__dataclass_fields__},
                name: value,
            }
        )
        said = sealing.problem_of_chain(changed, previous="p" * 64, last_look_id=10)
        assert "was changed" in said, name


def test_what_differs_is_said_in_words():
    found = sealing.Stretch()
    found.add(row())
    right = seal(content_sha256=found.sha256)
    assert sealing.problem_of_content(right, found) == ""
    assert "at least one was changed" in sealing.problem_of_content(seal(), found)
    assert "1 are gone" in sealing.problem_of_content(seal(looks=2), found)
    assert "1 more than" in sealing.problem_of_content(seal(looks=0), found)
