-- Official dates, put right: the heritage days of 2026 have two days, Saturday and Sunday, and still
-- await confirmation; and the editions of 2024 stand beside this year's.
--
-- Only the edition that nobody touched is moved: `version` grows with every change that the service
-- makes. It stays as it is here, so that going down finds the same row.
WITH moved AS (
    UPDATE events SET first_day = '2026-09-19', updated_at = now()
    WHERE series_key = 'jep' AND year = 2026 AND version = 1 AND deleted_at IS NULL
        AND first_day = '2026-09-18' AND last_day = '2026-09-20'
    RETURNING id, name
)
-- Plans hang on the first day: each one's journal says why its dates differ by a day.
INSERT INTO journal (project_id, what, at)
SELECT p.id, 'a déplacé l’événement « ' || moved.name || ' » : 19–20 septembre 2026 au lieu de 18–20 septembre 2026', now()
FROM moved JOIN projects p ON p.event_id = moved.id;

-- An edition that the service entered by itself, or threw away, stays as the service wants it.
INSERT INTO events (series_key, name, year, edition, first_day, last_day, notes)
SELECT * FROM (VALUES
    ('nuit-des-musees', 'Nuit européenne des musées 2024', 2024, 20, '2024-05-18'::date, '2024-05-18'::date, ''),
    ('jea', 'Journées européennes de l’archéologie 2024', 2024, NULL, '2024-06-14', '2024-06-16', ''),
    ('jep', 'Journées européennes du patrimoine 2024', 2024, 41, '2024-09-20', '2024-09-22', 'Le vendredi est réservé aux scolaires.'),
    ('fete-de-la-science', 'Fête de la science 2024', 2024, NULL, '2024-10-04', '2024-10-14', '')
) AS past (series_key, name, year, edition, first_day, last_day, notes)
WHERE NOT EXISTS (SELECT FROM events e WHERE e.series_key = past.series_key AND e.year = past.year);
