-- Published counts, read by everybody and written by imports alone.
GRANT SELECT ON places_areapopulation TO peckham_app, peckham_worker, peckham_analytics;
