"""`./peckham places import`: what it says, what it opens, and who may stand at the door."""

import argparse

import pytest
from tests.databases import check_laws
from tests.unit.places import published_files as files

from peckham.infra import clock
from peckham.infra.models import Deployment
from peckham.interfaces.cli.commands import places_import
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(tmp_path):
    return files.write_all(tmp_path)


def options(*words):
    parser = argparse.ArgumentParser()
    places_import.add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


def run(*words):
    exit_code = places_import.run(options(*words))
    check_laws()
    return exit_code


def account(username):
    return organisations.create_account(
        username=username, name=username, by=Actor.system("test"), at=clock.now()
    )


def test_every_file_and_every_patient_is_told_and_every_hub_is_complete(directory, capsys):
    assert run("--from", directory) == 0
    said = capsys.readouterr().out
    assert "4 of 6 rows (gp-reg-pat-prac-lsoa-all.csv)" in said
    assert (
        "2,254 in the file = 2,240 living here + 11 outside the boundary"
        " + 3 whose small area is not known"
    ) in said
    assert "2 hubs" in said
    on = day_of(clock.now())
    hubs = places.hubs(on)
    assert [hub.name for hub in hubs] == ["Eastham hub", "West and North hub"]
    assert all(services.completeness(hub.id, on=on).complete for hub in hubs)
    assert len({hub.on_call_team_id for hub in hubs}) == 1
    assert "(template)" in organisations.team(hubs[0].reception_team_id).name


def test_the_demonstrations_sign_ins_stand_at_the_door_once(directory, capsys):
    navigator = account("navigator")
    run("--from", directory)
    assert "sign-ins are members of their teams: navigator." in capsys.readouterr().out
    held = organisations.memberships(navigator, at=clock.now())
    assert {membership.team.id for membership in held} == {
        hub.reception_team_id for hub in places.hubs(day_of(clock.now()))
    }
    run("--from", directory)
    said = capsys.readouterr().out
    assert "Nothing was changed" in said
    assert "hubs" not in said
    assert "sign-ins" not in said
    assert organisations.memberships(navigator, at=clock.now()) == held


def test_a_real_deployment_admits_nobody(directory, capsys):
    Deployment.objects.update(is_demonstration=False)
    navigator = account("navigator")
    run("--from", directory)
    assert organisations.memberships(navigator, at=clock.now()) == ()
    assert "sign-ins" not in capsys.readouterr().out


def test_several_directories_and_boroughs_are_taken_together(directory, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (directory / "areas_lsoa11.geojson").rename(elsewhere / "areas.geojson")
    run("--from", directory, "--from", elsewhere, "--area", "Eastham", "--area", "west and north")
    assert places.place_by_name("Eastham and West and North") is not None


def test_a_plan_that_does_not_cover_opens_no_hub(directory):
    plan = files.write_csv(directory / "p.csv", [["lsoa", "neighbourhood"], ["E01000001", "N"]])
    with pytest.raises(Refused, match="E01000002"):
        run("--from", directory, "--plan", plan)
    assert places.hubs(day_of(clock.now())) == ()
