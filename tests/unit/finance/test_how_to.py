"""The page on attributing a difference shows a file that can be read, and says what it holds."""

import json
from pathlib import Path

from peckham.finance.domain.reading import position
from peckham.interfaces.cli.__main__ import main

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/attribute-a-difference.md"


def shown():
    words = PAGE.read_text(encoding="utf-8")
    return json.loads(words[words.index("    {") : words.index("\n    }") + 6])


def test_the_file_of_the_page_can_be_read():
    assert position(shown()).quality_pence == 12_000_000


def test_the_command_prints_the_parts_and_names_what_is_wrong(tmp_path, capsys):
    file = tmp_path / "year.json"
    file.write_text(json.dumps(shown()), encoding="utf-8")
    assert main(["money", "attribute", str(file), "--beside", str(tmp_path / "beside.json")]) == 0
    parts = json.loads(capsys.readouterr().out)
    assert [sorted(part) for part in parts] == [["factor", "owner", "pence"]] * 9
    assert parts[-1] == {"factor": "quality", "owner": "provider", "pence": 12_000_000}
    beside = json.loads((tmp_path / "beside.json").read_text())
    assert sorted(beside) == ["activity_by_chance", "shapley_pence"]
    file.write_text(json.dumps(shown() | {"order": []}), encoding="utf-8")
    assert main(["money", "attribute", str(file)]) == 2
    assert "leaves out: size" in capsys.readouterr().err
    file.write_text("{", encoding="utf-8")
    assert main(["money", "attribute", str(file)]) == 2
    assert "cannot be read as JSON" in capsys.readouterr().err
