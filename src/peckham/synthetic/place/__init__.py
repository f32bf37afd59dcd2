"""The invented place: areas with counts, neighbourhoods, practices with lists, hubs, staff."""
