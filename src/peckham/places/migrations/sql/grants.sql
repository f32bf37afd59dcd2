-- No table here holds a person, so none has a row policy. The application reads; places are
-- written by imports and loaders, which run as the owner.
GRANT SELECT ON places_place, places_publication, places_area, places_areaadjacency,
    places_postcode, places_practice, places_pcnmembership, places_listcount,
    places_neighbourhoodplan, places_neighbourhood, places_planarea, places_hub
    TO peckham_app, peckham_worker, peckham_analytics;
