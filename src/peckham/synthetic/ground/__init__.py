"""The shape of the land: an outline on a river, and small areas that tile it."""
