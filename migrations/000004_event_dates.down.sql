-- What the service made its own stays: an edition that it entered or changed, or on which a project hangs.
DELETE FROM events e
WHERE (e.series_key, e.first_day) IN (('nuit-des-musees', '2024-05-18'), ('jea', '2024-06-14'), ('jep', '2024-09-20'), ('fete-de-la-science', '2024-10-04'))
    AND e.version = 1 AND e.theme = '' AND e.source = ''
    AND NOT EXISTS (SELECT FROM projects p WHERE p.event_id = e.id);

UPDATE events SET first_day = '2026-09-18', updated_at = now()
WHERE series_key = 'jep' AND year = 2026 AND version = 1 AND deleted_at IS NULL
    AND first_day = '2026-09-19' AND last_day = '2026-09-20';
