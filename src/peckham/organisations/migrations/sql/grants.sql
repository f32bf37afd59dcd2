-- None of these tables holds a resident; staff are named in them as their employer publishes them.
GRANT SELECT ON organisations_organisation, organisations_team, organisations_teamhours,
    organisations_membership, organisations_absence, organisations_account
    TO peckham_app, peckham_worker;
GRANT SELECT ON organisations_organisation, organisations_team TO peckham_analytics;
-- Signing in stamps the account; recording an absence is a hub manager's act.
GRANT UPDATE (last_login) ON organisations_account TO peckham_app;
GRANT INSERT ON organisations_absence TO peckham_app;
