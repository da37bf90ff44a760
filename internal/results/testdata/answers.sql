-- A form that asks one question of every kind, in two versions, answered in two editions. :person, :project, :other, :slot and :audience are put in by whoever runs it.
WITH asked AS (
    SELECT '{"format": 1, "title": {"fr": "Satisfaction tout public", "en": "How was your visit?"}, "langs": ["fr", "en"], "layout": "pages", "questions": [
        {"key": "visite", "kind": "section", "label": {"fr": "Votre visite"}},
        {"key": "satisfaction", "bank": true, "kind": "scale5", "unsure": true, "label": {"fr": "Êtes-vous satisfait de votre visite ?"}, "options": [
            {"key": "1", "label": {"fr": "Pas du tout"}}, {"key": "2", "label": {"fr": "Peu satisfait"}}, {"key": "3", "label": {"fr": "Moyennement"}}, {"key": "4", "label": {"fr": "Satisfait"}}, {"key": "5", "label": {"fr": "Très satisfait"}}]},
        {"key": "venue", "kind": "single", "other": true, "label": {"fr": "Comment êtes-vous venu ?"}, "options": [{"key": "seul", "label": {"fr": "Seul"}}, {"key": "famille", "label": {"fr": "En famille"}}, {"key": "amis", "label": {"fr": "Entre amis"}}]},
        {"key": "moyens", "bank": true, "kind": "multiple", "label": {"fr": "Comment avez-vous connu l’événement ?"}, "when": {"of": [{"on": "venue", "op": "not", "values": ["seul"]}]}, "options": [
            {"key": "affiche", "label": {"fr": "Une affiche"}}, {"key": "proche", "label": {"fr": "Un proche"}}, {"key": "ecole", "label": {"fr": "Un relais, une école"}}, {"key": "internet", "label": {"fr": "Internet"}}]},
        {"key": "conseil", "kind": "nps", "label": {"fr": "Conseilleriez-vous la visite ?"}},
        {"key": "grille", "kind": "matrix", "unsure": true, "label": {"fr": "Que pensez-vous de…"}, "options": [
            {"key": "1", "label": {"fr": "À revoir"}}, {"key": "2", "label": {"fr": "Passable"}}, {"key": "3", "label": {"fr": "Bien"}}, {"key": "4", "label": {"fr": "Très bien"}}],
            "rows": [{"key": "accueil", "label": {"fr": "L’accueil"}}, {"key": "horaires", "label": {"fr": "Les horaires"}}, {"key": "signalisation", "label": {"fr": "La signalisation"}}]},
        {"key": "rang", "kind": "ranking", "label": {"fr": "Qu’avez-vous préféré ?"}, "options": [{"key": "fouille", "label": {"fr": "Le carré de fouille"}}, {"key": "visite", "label": {"fr": "La visite"}}, {"key": "atelier", "label": {"fr": "L’atelier"}}]},
        {"key": "age", "kind": "number", "label": {"fr": "Quel âge avez-vous ?"}},
        {"key": "derniere", "kind": "date", "label": {"fr": "Quand êtes-vous venu la dernière fois ?"}},
        {"key": "accord", "kind": "consent", "label": {"fr": "J’accepte d’être cité sans mon nom"}},
        {"key": "mieux", "kind": "long", "label": {"fr": "Que changeriez-vous ?"}}]}'::jsonb AS now),
f AS (
    INSERT INTO forms (title, purpose, project_id, draft, published, created_by, created_at, updated_at)
    SELECT 'Satisfaction tout public', 'visitors', :project, now, 2, :person, '2025-03-03 09:00+01', '2025-03-03 09:00+01' FROM asked RETURNING id),
v AS (
    INSERT INTO form_versions (form_id, number, definition, published_by, published_at)
    SELECT f.id, 1, jsonb_set(now, '{questions,2,options,3}', '{"key": "groupe", "label": {"fr": "Avec un groupe"}}'), :person, '2025-03-04 09:00+01'::timestamptz FROM f, asked
    UNION ALL SELECT f.id, 2, now, :person, '2025-03-05 09:00+01' FROM f, asked RETURNING form_id, number),
c AS (
    INSERT INTO collections (form_id, project_id, slot_id, audience_id, label, token, created_by, created_at, updated_at)
    SELECT f.id, x.project, x.slot, x.audience, x.label, x.token || f.id, :person, '2025-03-05 09:00+01', '2025-03-05 09:00+01'
    FROM f, (VALUES (:project::bigint, :slot::bigint, :audience::bigint, 'À la sortie', 'premiere-edition-token'), (:other, NULL, NULL, 'À la sortie', 'seconde-edition-token')) x(project, slot, audience, label, token) RETURNING id, form_id, project_id, slot_id, audience_id),
r AS (
    INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, slot_id, audience_id, day, channel, language, easy, help, choices, entered_by)
    SELECT 'reponse-' || c.id || '-' || lpad(i::text, 8, '0'), sha256(i::text::bytea), c.form_id, CASE WHEN i % 7 = 0 THEN 1 ELSE 2 END, c.id, c.project_id, c.slot_id, c.audience_id,
        '2025-03-15'::date + i % 3, CASE WHEN i % 5 = 0 THEN 'paper' WHEN i % 5 = 1 THEN 'kiosk' ELSE 'link' END, CASE WHEN i % 9 = 0 THEN 'en' ELSE 'fr' END, i % 10 = 0, CASE WHEN i % 20 = 0 THEN 'proxy' WHEN i % 10 = 0 THEN 'reading' ELSE 'none' END,
        'satisfaction=' || CASE WHEN i % 11 = 0 THEN '~' WHEN i % 13 = 0 THEN '' WHEN c.project_id = :project THEN (5 - i % 3)::text ELSE (1 + i % 4)::text END
        || '&venue=' || CASE WHEN i % 7 = 0 THEN 'groupe' WHEN i % 3 = 0 THEN 'seul' WHEN i % 8 = 0 THEN 'autre' ELSE 'famille' END
        || '&moyens=' || CASE WHEN i % 7 <> 0 AND i % 3 = 0 THEN '-' WHEN i % 4 = 0 THEN 'affiche+proche' WHEN i % 4 = 1 THEN 'internet' ELSE 'proche' END
        || '&conseil=' || (4 + i % 7) || '&grille.accueil=' || (1 + i % 4) || '&grille.horaires=' || CASE WHEN i % 6 = 0 THEN '~' ELSE (2 + i % 3)::text END || '&grille.signalisation=' || CASE WHEN i % 2 = 0 THEN '' ELSE '1' END
        || '&rang=' || CASE WHEN i % 3 = 0 THEN 'fouille+atelier+visite' ELSE 'atelier+visite' END || '&age=' || (8 + i * 7 % 70) || '&derniere=' || CASE WHEN i % 4 = 0 THEN '2024-06-15' ELSE '' END
        || '&accord=' || CASE WHEN i % 2 = 0 THEN '1' ELSE '' END || '&mieux=' || CASE WHEN i % 4 = 0 THEN '1' ELSE '' END,
        CASE WHEN i % 5 = 0 THEN :person END
    FROM c, v, generate_series(1, 80) i WHERE v.number = 2 AND i <= CASE WHEN c.project_id = :project THEN 80 ELSE 60 END RETURNING id, project_id, choices)
INSERT INTO response_texts (response_id, question, body, body_folded)
SELECT r.id, x.key, x.body, x.folded FROM r, LATERAL (VALUES
    ('mieux', 'Trop d’attente au carré de fouille, les enfants n’ont pas pu creuser.', 'trop d''attente au carre de fouille, les enfants n''ont pas pu creuser.', r.choices LIKE '%mieux=1' AND r.id % 2 = 0),
    ('mieux', 'On ne savait pas où commencer, il manque un plan à l’entrée.', 'on ne savait pas ou commencer, il manque un plan a l''entree.', r.choices LIKE '%mieux=1' AND r.id % 2 = 1),
    ('venue.autre', 'À vélo', 'a velo', r.choices LIKE '%venue=autre%')) x(key, body, folded, has) WHERE x.has;
