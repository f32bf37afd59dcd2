"""Pure rules of places: published formats, shapes, adjacency, provisional neighbourhoods, tiers."""
