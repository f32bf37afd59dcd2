import json
import logging

import pytest

from peckham.config.request_log import JsonFormatter


def line_of(**facts):
    record = logging.LogRecord("peckham", logging.INFO, "f.py", 1, "request", (), None)
    for name, value in facts.items():
        setattr(record, name, value)
    return json.loads(JsonFormatter().format(record))


def test_a_line_is_one_json_object_with_its_facts():
    line = line_of(facts={"request_id": "r1", "status": 200})
    assert (line["message"], line["request_id"], line["status"]) == ("request", "r1", 200)


def test_an_exception_is_named_and_placed_and_its_values_stay_out():
    with pytest.raises(ValueError, match="999") as raised:
        int("999 000 0018")
    line = line_of(exc_info=(raised.type, raised.value, raised.tb))
    assert line["exception"] == "ValueError"
    assert line["place"]
    assert "999" not in json.dumps(line)
