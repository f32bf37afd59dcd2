-- No row here holds a resident: what a hub offers is for everybody to read.
GRANT SELECT ON services_service TO peckham_app, peckham_worker, peckham_analytics;
