import pytest

from peckham.kernel import Actor, Refused


def test_a_refusal_reads_as_sentences_and_cites_its_rule():
    refused = Refused("It is full.", why="The limit is 30.", rule=12, remedy="Ask the manager.")
    assert str(refused) == "It is full. The limit is 30. Ask the manager. (rule 12)"


@pytest.mark.parametrize(("identifier", "name"), [("", "Amina"), ("7", "")])
def test_there_is_no_anonymous_actor(identifier, name):
    with pytest.raises(ValueError, match="anonymous"):
        Actor("staff", identifier, name)
