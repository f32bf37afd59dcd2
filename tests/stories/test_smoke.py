def test_home(site, reader):
    window = reader()
    window.go("/")
    assert "Ask for help" in window.text()
