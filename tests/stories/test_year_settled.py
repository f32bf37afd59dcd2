"""A provider sees why a year cost more and who bears it, agrees, and posts what is shared."""


def test_the_years_variance_is_seen_taken_apart_agreed_and_posted(site, staff):
    officer = staff("trustmoney")
    officer.go(f"/staff/money/contracts/{site.baselines.contract}/years")
    officer.look("staff-years")
    officer.press("from 1 April", role="link")
    shown = officer.text()
    assert "Of the difference, the commissioner bears" in shown
    assert "£1,393,160.65" in shown
    assert "Allocated to the commissioner for the change of its population" in shown
    assert "not recorded" in shown
    officer.look("staff-settled-year")

    # A factor opens into lines and people, to the penny
    officer.press("Level of activity", role="link")
    assert "Level of activity, taken apart: £346,898.54" in officer.text()

    # Nothing is posted before both sides agreed
    assert "Post to our books" not in officer.text()
    officer.press("Agree for my organisation")
    assert "Both sides agreed." in officer.text()
    officer.press("Post to our books")
    assert "Posted to your books." in officer.text()

    # Other terms can be tried, and change nothing
    officer.press("Try other terms in the calculator", role="link")
    assert "The commissioner bears £328,222.84 of the loss." in officer.text()
    officer.look("staff-share")
    officer.go(f"/staff/money/contracts/{site.baselines.contract}/exposure")
    officer.look("staff-exposure")
