"""The generated pages of the manual, docs/reference: each is made from what the code itself says.

`./peckham docs` writes them and `./peckham docs --check` compares; so does a test.
"""
