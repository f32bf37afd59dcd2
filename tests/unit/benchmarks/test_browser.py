from benchmarks.browser import hidden_fields
from benchmarks.door.user import options

PAGE = """
<form><input type="hidden" name="csrfmiddlewaretoken" value="abc">
<INPUT name="idempotency_key" value="1&amp;2" type="hidden"><input name="q" value="x"></form>
<select class="s" id="mode" name="mode"><option value="">Choose</option>
<option value="phone">Phone</option><option value="post" disabled>Letter</option></select>
"""


def test_hidden_fields_of_every_form_are_read():
    assert hidden_fields(PAGE) == {"csrfmiddlewaretoken": "abc", "idempotency_key": "1&2"}


def test_what_a_menu_blocks_is_not_offered():
    assert options(PAGE, "mode") == ["phone"]
