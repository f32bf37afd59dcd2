"""Rule 57: for a postcode or a small area, one page without sign-in shows every tier."""


def test_rule_57_one_page_shows_every_tier_that_covers_a_postcode(site, reader):
    resident = reader()
    resident.go("/")
    resident.press("Where I live", role="link")
    resident.page.get_by_label("Postcode, or").fill(site.place.postcode.lower())
    resident.press("Show who covers it")
    resident.look("resident-where-i-live")
    assert site.place.postcode.split()[0] not in resident.page.url
    said = resident.text()
    for tier in ("Small area", "Neighbourhood", "Mill Reach hub", "RIVER PCN", "QUAY PRACTICE"):
        assert tier in said
    assert "Invented Integrated Care Board" in said


def test_rule_57_an_unknown_postcode_says_what_to_do(reader):
    resident = reader()
    resident.go("/where-i-live/")
    for wrong in ("ZZ99 9ZZ", "nonsense"):
        resident.page.get_by_label("Postcode, or").fill(wrong)
        resident.press("Show who covers it")
        assert resident.page.title().startswith("Error:")
        assert resident.page.get_by_label("Postcode, or").input_value() == wrong


def test_a_language_that_awaits_approval_says_so(reader):
    resident = reader()
    resident.go("/language/")
    resident.page.get_by_label("Soomaali").check()
    resident.press("Save")
    assert "not yet in Somali" in resident.page.locator("header").inner_text()
    assert resident.page.locator("html").get_attribute("lang") == "en"
