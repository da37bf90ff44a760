-- The schema that the migrations make, for readers; `make schema` writes it.


COMMENT ON SCHEMA public IS '';

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE DOMAIN public.project_kind AS text
	CONSTRAINT project_kind_check CHECK ((VALUE = ANY (ARRAY['event_programme'::text, 'twinning'::text, 'accessibility_workshop'::text, 'off_site'::text, 'eac'::text, 'residency'::text])));

CREATE FUNCTION public.activity_holds_equipment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN slots s ON s.id = b.slot_id WHERE s.activity_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.activity_holds_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_people(id, NULL) FROM slots WHERE activity_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.activity_holds_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_space(id) FROM slots WHERE activity_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.booking_holds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_line(id) FROM booking_lines WHERE booking_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.count_attendance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF current_setting('parvis.attendance_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO attendance_counted AS c (part, number) VALUES (pg_backend_pid() % 16, 1) ON CONFLICT (part) DO UPDATE SET number = c.number + 1;
        PERFORM set_config('parvis.attendance_counted', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.count_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF current_setting('parvis.directory_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO revisions (room, id, number) VALUES ('directory', 0, 1) ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1;
        PERFORM set_config('parvis.directory_counted', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.count_equipment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM take_equipment_turn();
    RETURN NULL;
END
$$;

CREATE FUNCTION public.count_response() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE response_counts SET n = n + 1
        WHERE collection_id = NEW.collection_id AND form_id = NEW.form_id AND project_id = NEW.project_id AND channel = NEW.channel AND part = NEW.id % 8;
    IF NOT FOUND THEN
        INSERT INTO response_counts AS c (collection_id, form_id, project_id, channel, part, n) VALUES (NEW.collection_id, NEW.form_id, NEW.project_id, NEW.channel, NEW.id % 8, 1)
            ON CONFLICT (collection_id, form_id, project_id, channel, part) DO UPDATE SET n = c.n + 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.count_responses() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO response_counts AS c (collection_id, form_id, project_id, channel, part, n)
            SELECT r.collection_id, r.form_id, r.project_id, r.channel, r.id % 8, count(*) FROM arrived r GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            ON CONFLICT (collection_id, form_id, project_id, channel, part) DO UPDATE SET n = c.n + excluded.n;
    ELSE
        UPDATE response_counts c SET n = c.n - g.n
            FROM (SELECT r.collection_id, r.form_id, r.project_id, r.channel, r.id % 8 AS part, count(*) AS n FROM gone r GROUP BY 1, 2, 3, 4, 5) g
            WHERE (c.collection_id, c.form_id, c.project_id, c.channel, c.part) = (g.collection_id, g.form_id, g.project_id, g.channel, g.part);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.equipment_counts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM take_equipment_turn();
    UPDATE reservations SET firm = false WHERE equipment_id = NEW.id AND firm;
    PERFORM settle_equipment(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.equipment_peak(which bigint, span tstzrange) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT COALESCE(max(t.taken), 0) FROM (
        SELECT (SELECT COALESCE(sum(b.quantity), 0) FROM reservations b WHERE b.equipment_id = which AND b.firm AND b.during @> m.at) AS taken
        FROM (SELECT lower(span) AS at UNION SELECT lower(r.during) FROM reservations r WHERE r.equipment_id = which AND r.firm AND r.during && span AND lower(r.during) > lower(span)) m) t
$$;

CREATE FUNCTION public.hold_line(which bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    thing bigint;
BEGIN
    PERFORM take_equipment_turn();
    DELETE FROM reservations WHERE line_id = which;
    INSERT INTO reservations (equipment_id, line_id, quantity, during, firm) SELECT equipment_id, id, quantity, during, false FROM lines_wanted() WHERE id = which;
    SELECT equipment_id INTO thing FROM booking_lines WHERE id = which;
    PERFORM settle_equipment(thing);
END $$;

CREATE FUNCTION public.hold_people(which bigint, one bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM presences WHERE slot_id = which AND (one IS NULL OR posting_id = one);
    INSERT INTO presences (posting_id, slot_id, hand, during, firm)
    SELECT o.id, s.id, o.hand, d.during,
        s.status = 'planned' AND NOT EXISTS (SELECT FROM presences r WHERE r.hand = o.hand AND r.firm AND r.during && d.during)
    FROM postings o JOIN slot_needs n ON n.id = o.need_id JOIN slots s ON s.id = o.slot_id JOIN activities a ON a.id = s.activity_id JOIN projects p ON p.id = a.project_id
        CROSS JOIN LATERAL (SELECT tstzrange(s.starts_at, s.ends_at) AS during) d
    WHERE o.slot_id = which AND (one IS NULL OR o.id = one) AND o.ended_at IS NULL AND o.answer <> 'no' AND n.deleted_at IS NULL
        AND s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside' AND p.deleted_at IS NULL
    ORDER BY o.hand;
END $$;

CREATE FUNCTION public.hold_space(which bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM reservations WHERE slot_id = which;
    INSERT INTO reservations (space_id, slot_id, during, firm)
    SELECT s.space_id, s.id, d.during,
        s.status = 'planned' AND NOT EXISTS (SELECT FROM reservations r WHERE r.space_id = s.space_id AND r.firm AND r.during && d.during)
    FROM slots s JOIN activities a ON a.id = s.activity_id JOIN projects p ON p.id = a.project_id
        CROSS JOIN LATERAL (SELECT tstzrange(s.starts_at - make_interval(mins => s.set_up), s.ends_at + make_interval(mins => s.tidy)) AS during) d
    WHERE s.id = which AND s.space_id IS NOT NULL AND s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL
        AND a.deleted_at IS NULL AND a.state <> 'set_aside' AND p.deleted_at IS NULL;
END $$;

CREATE FUNCTION public.keep_form_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a published version does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'form_versions_unchanged';
END $$;

CREATE FUNCTION public.leave_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM reservations WHERE slot_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.line_frees() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM take_equipment_turn();
    DELETE FROM reservations WHERE line_id = OLD.id;
    PERFORM settle_equipment(OLD.equipment_id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.line_holds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_line(NEW.id);
    IF TG_OP = 'UPDATE' AND OLD.equipment_id <> NEW.equipment_id THEN
        PERFORM settle_equipment(OLD.equipment_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.lines_wanted() RETURNS TABLE(id bigint, equipment_id bigint, quantity integer, sure boolean, during tstzrange)
    LANGUAGE sql STABLE
    AS $$
    SELECT l.id, l.equipment_id, l.quantity, COALESCE(s.status, 'planned') = 'planned',
        tstzrange(COALESCE(b.starts_at, s.starts_at - make_interval(mins => s.set_up)), COALESCE(b.ends_at, s.ends_at + make_interval(mins => s.tidy)))
    FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN projects p ON p.id = b.project_id LEFT JOIN slots s ON s.id = b.slot_id LEFT JOIN activities a ON a.id = s.activity_id
    WHERE b.deleted_at IS NULL AND p.deleted_at IS NULL AND l.back_at IS NULL
        AND (b.slot_id IS NULL OR s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside')
$$;

CREATE FUNCTION public.need_holds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_people(slot_id, id) FROM postings WHERE need_id = NEW.id ORDER BY hand;
    RETURN NULL;
END $$;

CREATE FUNCTION public.need_leaves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM presences r USING postings o WHERE o.id = r.posting_id AND o.need_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.note_row_change() RETURNS trigger
    LANGUAGE plpgsql
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    acting text := current_setting('parvis.act', true);
    was jsonb;
    becomes jsonb;
    whole jsonb;
BEGIN
    IF acting IS NULL OR acting = '' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        becomes := to_jsonb(NEW);
    END IF;
    whole := COALESCE(becomes, was);
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, becomes -> o.key) INTO was, becomes
        FROM jsonb_each(was) o
        WHERE o.value IS DISTINCT FROM becomes -> o.key AND o.key NOT IN ('version', 'updated_at');
        IF was IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO row_changes (act, relation, key, before, after)
    SELECT acting::uuid, TG_TABLE_NAME, jsonb_object_agg(k, whole -> k), was, becomes FROM unnest(TG_ARGV) k;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.posting_holds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_people(NEW.slot_id, NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.posting_leaves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM presences WHERE posting_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.project_holds_equipment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.project_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.project_holds_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_people(s.id, NULL) FROM slots s JOIN activities a ON a.id = s.activity_id WHERE a.project_id = NEW.id ORDER BY s.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.project_holds_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_space(s.id) FROM slots s JOIN activities a ON a.id = s.activity_id WHERE a.project_id = NEW.id ORDER BY s.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.settle_equipment(which bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    held record;
    usable integer;
BEGIN
    SELECT CASE WHEN active AND deleted_at IS NULL THEN quantity - broken - missing ELSE 0 END INTO usable FROM equipment WHERE id = which;
    FOR held IN SELECT r.id, r.quantity, r.during FROM reservations r JOIN lines_wanted() w ON w.id = r.line_id WHERE r.equipment_id = which AND NOT r.firm AND w.sure ORDER BY r.line_id LOOP
        UPDATE reservations SET firm = true WHERE id = held.id AND equipment_peak(which, held.during) + held.quantity <= usable;
    END LOOP;
END $$;

CREATE FUNCTION public.slot_holds_equipment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.slot_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.slot_holds_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_people(NEW.id, NULL);
    RETURN NULL;
END $$;

CREATE FUNCTION public.slot_holds_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM hold_space(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.slot_leaves_people() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM presences WHERE slot_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.sum_attendance_tap() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO attendance_sums AS s (slot_id, audience_id, n, taps, standing) VALUES (NEW.slot_id, COALESCE(NEW.audience_id, 0), NEW.n, 1, CASE WHEN NEW.undoes = '' THEN 1 ELSE -1 END)
        ON CONFLICT (slot_id, audience_id) DO UPDATE SET n = s.n + excluded.n, taps = s.taps + 1, standing = s.standing + excluded.standing;
    RETURN NULL;
END $$;

CREATE FUNCTION public.take_equipment_turn() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('equipment turn'));
    IF current_setting('parvis.equipment_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO revisions (room, id, number) VALUES ('equipment', 0, 1) ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1;
        PERFORM set_config('parvis.equipment_counted', pg_current_xact_id()::text, true);
    END IF;
END
$$;

CREATE TABLE public.activities (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    audiences text DEFAULT ''::text NOT NULL,
    age_from integer DEFAULT 0 NOT NULL,
    age_to integer DEFAULT 0 NOT NULL,
    duration integer DEFAULT 0 NOT NULL,
    languages text DEFAULT ''::text NOT NULL,
    access_motor text DEFAULT ''::text NOT NULL,
    access_visual text DEFAULT ''::text NOT NULL,
    access_hearing text DEFAULT ''::text NOT NULL,
    access_mental text DEFAULT ''::text NOT NULL,
    access_psychic text DEFAULT ''::text NOT NULL,
    offers_signs boolean DEFAULT false NOT NULL,
    offers_loop boolean DEFAULT false NOT NULL,
    offers_told boolean DEFAULT false NOT NULL,
    offers_easy boolean DEFAULT false NOT NULL,
    offers_rest boolean DEFAULT false NOT NULL,
    free boolean DEFAULT false NOT NULL,
    price bigint DEFAULT 0 NOT NULL,
    booking text DEFAULT ''::text NOT NULL,
    booking_text text DEFAULT ''::text NOT NULL,
    group_most integer DEFAULT 0 NOT NULL,
    per_staff integer DEFAULT 0 NOT NULL,
    speakers text DEFAULT ''::text NOT NULL,
    materials text DEFAULT ''::text NOT NULL,
    credits text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'idea'::text NOT NULL,
    because text DEFAULT ''::text NOT NULL,
    taken_from bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT activities_access_hearing_check CHECK ((access_hearing = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT activities_access_mental_check CHECK ((access_mental = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT activities_access_motor_check CHECK ((access_motor = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT activities_access_psychic_check CHECK ((access_psychic = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT activities_access_visual_check CHECK ((access_visual = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT activities_ages_check CHECK ((((age_from >= 0) AND (age_from <= 120)) AND ((age_to >= 0) AND (age_to <= 120)) AND ((age_to = 0) OR (age_from <= age_to)))),
    CONSTRAINT activities_because_check CHECK (((state = 'set_aside'::text) = (because <> ''::text))),
    CONSTRAINT activities_booking_check CHECK ((booking = ANY (ARRAY[''::text, 'none'::text, 'phone'::text, 'mail'::text, 'online'::text, 'on_site'::text]))),
    CONSTRAINT activities_duration_check CHECK (((duration >= 0) AND (duration <= 10080))),
    CONSTRAINT activities_free_check CHECK (((NOT free) OR (price = 0))),
    CONSTRAINT activities_group_most_check CHECK (((group_most >= 0) AND (group_most <= 100000))),
    CONSTRAINT activities_kind_check CHECK ((kind = ANY (ARRAY['visit'::text, 'workshop'::text, 'talk'::text, 'show'::text, 'stand'::text, 'trail'::text, 'screening'::text, 'off_site'::text, 'other'::text]))),
    CONSTRAINT activities_per_staff_check CHECK (((per_staff >= 0) AND (per_staff <= 100000))),
    CONSTRAINT activities_price_check CHECK (((price >= 0) AND (price <= 10000000))),
    CONSTRAINT activities_state_check CHECK ((state = ANY (ARRAY['idea'::text, 'proposed'::text, 'retained'::text, 'announced'::text, 'set_aside'::text]))),
    CONSTRAINT activities_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.activities ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.activities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.projects (
    id bigint NOT NULL,
    kind public.project_kind NOT NULL,
    title text NOT NULL,
    status text DEFAULT 'idea'::text NOT NULL,
    status_before_archive text,
    pilot_id bigint NOT NULL,
    event_id bigint,
    target_first date,
    target_last date,
    objectives text DEFAULT ''::text NOT NULL,
    audiences text DEFAULT ''::text NOT NULL,
    safety_margin integer DEFAULT 0 NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_by bigint,
    short_name text DEFAULT ''::text NOT NULL,
    edition_of bigint,
    opening text DEFAULT ''::text NOT NULL,
    CONSTRAINT projects_archived_at_check CHECK (((status = 'archived'::text) = (archived_at IS NOT NULL))),
    CONSTRAINT projects_archived_from_check CHECK (((status = 'archived'::text) = (status_before_archive IS NOT NULL))),
    CONSTRAINT projects_edition_of_check CHECK ((edition_of <> id)),
    CONSTRAINT projects_safety_margin_check CHECK (((safety_margin >= 0) AND (safety_margin <= 60))),
    CONSTRAINT projects_status_before_archive_check CHECK ((status_before_archive = ANY (ARRAY['idea'::text, 'preparing'::text, 'confirmed'::text, 'running'::text, 'finished'::text, 'cancelled'::text]))),
    CONSTRAINT projects_status_check CHECK ((status = ANY (ARRAY['idea'::text, 'preparing'::text, 'confirmed'::text, 'running'::text, 'finished'::text, 'archived'::text, 'cancelled'::text]))),
    CONSTRAINT projects_target_days_check CHECK (((target_first IS NULL) = (target_last IS NULL))),
    CONSTRAINT projects_target_needed_check CHECK (((event_id IS NOT NULL) OR (target_first IS NOT NULL) OR (COALESCE(status_before_archive, status) = ANY (ARRAY['idea'::text, 'cancelled'::text])))),
    CONSTRAINT projects_target_once_check CHECK (((event_id IS NULL) OR (target_first IS NULL))),
    CONSTRAINT projects_target_order_check CHECK ((target_last >= target_first)),
    CONSTRAINT projects_title_check CHECK ((title <> ''::text))
);

CREATE VIEW public.activities_named AS
 SELECT a.id,
    a.project_id,
    a.title,
    a.kind,
    a.state,
    a.per_staff,
    a.group_most,
    a.duration,
    a.audiences,
    a.materials,
    a.updated_at,
    a.version,
    ((a.deleted_at IS NULL) AND (p.deleted_at IS NULL)) AS living
   FROM (public.activities a
     JOIN public.projects p ON ((p.id = a.project_id)));

CREATE TABLE public.activity_organisations (
    activity_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

CREATE TABLE public.agreement_organisations (
    agreement_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

CREATE TABLE public.agreements (
    id bigint NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'to_write'::text NOT NULL,
    project_id bigint,
    first_day date,
    last_day date,
    sent_on date,
    signed_on date,
    denounced_on date,
    signatories text DEFAULT ''::text NOT NULL,
    amount bigint,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT agreements_amount_check CHECK (((amount >= 0) AND (amount <= '10000000000'::bigint))),
    CONSTRAINT agreements_days_check CHECK ((first_day <= last_day)),
    CONSTRAINT agreements_kind_check CHECK ((kind = ANY (ARRAY['partnership'::text, 'loan'::text, 'residency'::text, 'school'::text, 'provision'::text, 'funding'::text, 'other'::text]))),
    CONSTRAINT agreements_signed_check CHECK (((signed_on IS NULL) OR (state = ANY (ARRAY['signed'::text, 'denounced'::text])))),
    CONSTRAINT agreements_state_check CHECK ((state = ANY (ARRAY['to_write'::text, 'sent'::text, 'signed'::text, 'denounced'::text]))),
    CONSTRAINT agreements_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.agreements ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.agreements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.agreements_stated AS
 SELECT agreements.id,
    agreements.project_id,
    agreements.title,
    agreements.state,
    agreements.first_day,
    agreements.last_day,
    agreements.sent_on,
    agreements.signed_on,
    agreements.denounced_on,
    (agreements.deleted_at IS NULL) AS living
   FROM public.agreements;

CREATE TABLE public.attendance_counted (
    part smallint NOT NULL,
    number bigint NOT NULL
);

CREATE TABLE public.attendance_reasons (
    slot_id bigint NOT NULL,
    reason text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT attendance_reasons_reason_check CHECK ((reason = ANY (ARRAY['closed'::text, 'untold'::text, 'pointless'::text])))
);

CREATE TABLE public.attendance_sums (
    slot_id bigint NOT NULL,
    audience_id bigint NOT NULL,
    n integer NOT NULL,
    taps integer NOT NULL,
    standing integer NOT NULL
);

CREATE TABLE public.attendance_taps (
    id bigint NOT NULL,
    key text NOT NULL,
    slot_id bigint NOT NULL,
    audience_id bigint,
    measure text NOT NULL,
    n integer NOT NULL,
    undoes text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    door_id bigint,
    CONSTRAINT attendance_taps_audience_check CHECK (((measure = 'present'::text) = (audience_id IS NOT NULL))),
    CONSTRAINT attendance_taps_key_check CHECK (((char_length(key) >= 16) AND (char_length(key) <= 64))),
    CONSTRAINT attendance_taps_measure_check CHECK ((measure = ANY (ARRAY['present'::text, 'absent'::text]))),
    CONSTRAINT attendance_taps_n_check CHECK (((n >= '-10000'::integer) AND (n <= 10000))),
    CONSTRAINT attendance_taps_whose_check CHECK ((num_nonnulls(created_by, door_id) = 1))
);

ALTER TABLE public.attendance_taps ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.attendance_taps_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.count_audiences (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    heading text NOT NULL,
    usual boolean DEFAULT false NOT NULL,
    active boolean DEFAULT true NOT NULL,
    "position" integer NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT count_audiences_heading_check CHECK ((heading = ANY (ARRAY['individual'::text, 'school'::text, 'group'::text, 'minor'::text, 'young'::text]))),
    CONSTRAINT count_audiences_name_check CHECK ((name <> ''::text)),
    CONSTRAINT count_audiences_position_check CHECK ((("position" >= 1) AND ("position" <= 999)))
);

CREATE VIEW public.audiences_named AS
 SELECT count_audiences.id,
    count_audiences.name,
    count_audiences."position",
    count_audiences.active
   FROM public.count_audiences;

CREATE TABLE public.bank_questions (
    id bigint NOT NULL,
    key text NOT NULL,
    theme text DEFAULT ''::text NOT NULL,
    definition jsonb NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bank_questions_key_check CHECK ((key ~ '^[A-Za-z][A-Za-z0-9_-]{0,39}$'::text))
);

ALTER TABLE public.bank_questions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.bank_questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.booking_lines (
    id bigint NOT NULL,
    booking_id bigint NOT NULL,
    equipment_id bigint NOT NULL,
    quantity integer NOT NULL,
    out_at timestamp with time zone,
    out_by bigint,
    back_at timestamp with time zone,
    back_by bigint,
    broken integer DEFAULT 0 NOT NULL,
    missing integer DEFAULT 0 NOT NULL,
    CONSTRAINT booking_lines_back_check CHECK ((((broken + missing) <= quantity) AND ((back_at IS NOT NULL) OR ((broken + missing) = 0)))),
    CONSTRAINT booking_lines_broken_check CHECK ((broken >= 0)),
    CONSTRAINT booking_lines_missing_check CHECK ((missing >= 0)),
    CONSTRAINT booking_lines_out_check CHECK ((((out_at IS NULL) = (out_by IS NULL)) AND ((back_at IS NULL) = (back_by IS NULL)) AND ((back_at IS NULL) OR (out_at IS NOT NULL)))),
    CONSTRAINT booking_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 100000)))
);

ALTER TABLE public.booking_lines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.booking_lines_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bookings (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    slot_id bigint,
    purpose text DEFAULT ''::text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    person_id bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bookings_by_hand_check CHECK (((slot_id IS NULL) OR ((purpose = ''::text) AND (place = ''::text) AND (person_id IS NULL) AND (deleted_at IS NULL)))),
    CONSTRAINT bookings_times_check CHECK ((((slot_id IS NULL) = (starts_at IS NOT NULL)) AND ((starts_at IS NULL) = (ends_at IS NULL)) AND ((starts_at IS NULL) OR ((starts_at < ends_at) AND (ends_at <= (starts_at + '400 days'::interval))))))
);

ALTER TABLE public.bookings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.bookings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checklist_items (
    id bigint NOT NULL,
    task_id bigint NOT NULL,
    "position" integer NOT NULL,
    label text NOT NULL,
    ticked_at timestamp with time zone,
    ticked_by bigint,
    removed_at timestamp with time zone,
    CONSTRAINT checklist_items_label_check CHECK ((label <> ''::text)),
    CONSTRAINT checklist_items_ticked_check CHECK (((ticked_at IS NULL) = (ticked_by IS NULL)))
);

ALTER TABLE public.checklist_items ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.checklist_items_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.closures (
    id bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    label text NOT NULL,
    created_by bigint,
    CONSTRAINT closures_days_check CHECK ((last_day >= first_day)),
    CONSTRAINT closures_label_check CHECK ((label <> ''::text))
);

ALTER TABLE public.closures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.closures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.collections (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    project_id bigint NOT NULL,
    slot_id bigint,
    audience_id bigint,
    label text NOT NULL,
    token text NOT NULL,
    wanted integer,
    asker_id bigint,
    asked_when text DEFAULT ''::text NOT NULL,
    opens_on date,
    closes_on date,
    closed_at timestamp with time zone,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT collections_days_check CHECK (((opens_on IS NULL) OR (closes_on IS NULL) OR (opens_on <= closes_on))),
    CONSTRAINT collections_label_check CHECK ((label <> ''::text)),
    CONSTRAINT collections_token_check CHECK (((char_length(token) >= 20) AND (char_length(token) <= 40))),
    CONSTRAINT collections_wanted_check CHECK (((wanted >= 1) AND (wanted <= 100000)))
);

CREATE VIEW public.collections_asked AS
 SELECT collections.id,
    collections.form_id,
    collections.project_id,
    collections.slot_id,
    collections.audience_id,
    collections.label,
    (collections.deleted_at IS NULL) AS living
   FROM public.collections;

ALTER TABLE public.collections ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.collections_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contact_index (
    contact_id bigint NOT NULL,
    standing boolean NOT NULL,
    called text NOT NULL COLLATE pg_catalog."C",
    sought text NOT NULL,
    words tsvector NOT NULL,
    alike text[] NOT NULL
);

CREATE TABLE public.contacts (
    id bigint NOT NULL,
    civility text DEFAULT ''::text NOT NULL,
    first_name text DEFAULT ''::text NOT NULL,
    last_name text DEFAULT ''::text NOT NULL,
    phones text[] DEFAULT '{}'::text[] NOT NULL,
    emails text[] DEFAULT '{}'::text[] NOT NULL,
    channel text DEFAULT ''::text NOT NULL,
    consent text DEFAULT 'unknown'::text NOT NULL,
    consent_on date,
    notes text DEFAULT ''::text NOT NULL,
    merged_into bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT contacts_channel_check CHECK ((channel = ANY (ARRAY[''::text, 'call'::text, 'email'::text, 'letter'::text, 'visit'::text]))),
    CONSTRAINT contacts_civility_check CHECK ((civility = ANY (ARRAY[''::text, 'Mme'::text, 'M.'::text]))),
    CONSTRAINT contacts_consent_check CHECK ((consent = ANY (ARRAY['unknown'::text, 'given'::text, 'refused'::text]))),
    CONSTRAINT contacts_consent_on_check CHECK (((consent <> 'unknown'::text) OR (consent_on IS NULL))),
    CONSTRAINT contacts_erased_check CHECK (((erased_at IS NULL) OR (deleted_at IS NOT NULL))),
    CONSTRAINT contacts_merged_into_check CHECK (((merged_into IS NULL) OR ((deleted_at IS NULL) AND (merged_into <> id)))),
    CONSTRAINT contacts_named_check CHECK (((first_name <> ''::text) OR (last_name <> ''::text)))
);

ALTER TABLE public.contacts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.contacts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.contacts_named AS
 SELECT c.id,
    concat_ws(' '::text, NULLIF(c.first_name, ''::text), NULLIF(c.last_name, ''::text)) AS name,
    c.phones,
    c.emails,
    c.consent,
    ((c.deleted_at IS NULL) AND (c.merged_into IS NULL)) AS living
   FROM public.contacts c;

CREATE TABLE public.posts (
    id bigint NOT NULL,
    contact_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    role text DEFAULT ''::text NOT NULL,
    since date,
    until date,
    CONSTRAINT posts_days_check CHECK ((since <= until))
);

CREATE VIEW public.contacts_of AS
 SELECT posts.organisation_id,
    posts.contact_id,
    posts.role,
    posts.until
   FROM public.posts;

ALTER TABLE public.count_audiences ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.count_audiences_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.count_doors (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    slot_id bigint,
    day date,
    name text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT count_doors_name_check CHECK ((name <> ''::text)),
    CONSTRAINT count_doors_what_check CHECK ((num_nonnulls(slot_id, day) = 1))
);

ALTER TABLE public.count_doors ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.count_doors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.slots (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    space_id bigint,
    elsewhere text DEFAULT ''::text NOT NULL,
    set_up integer DEFAULT 0 NOT NULL,
    tidy integer DEFAULT 0 NOT NULL,
    capacity integer DEFAULT 0 NOT NULL,
    filled boolean DEFAULT false NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'proposed'::text NOT NULL,
    because text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT slots_because_check CHECK (((because = ''::text) OR (status = ANY (ARRAY['postponed'::text, 'cancelled'::text])))),
    CONSTRAINT slots_capacity_check CHECK (((capacity >= 0) AND (capacity <= 100000))),
    CONSTRAINT slots_place_check CHECK (((space_id IS NULL) OR (elsewhere = ''::text))),
    CONSTRAINT slots_set_up_check CHECK (((set_up >= 0) AND (set_up <= 1440))),
    CONSTRAINT slots_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'planned'::text, 'postponed'::text, 'cancelled'::text]))),
    CONSTRAINT slots_tidy_check CHECK (((tidy >= 0) AND (tidy <= 1440))),
    CONSTRAINT slots_times_check CHECK (((starts_at < ends_at) AND (ends_at <= (starts_at + '25:00:00'::interval))))
);

CREATE TABLE public.spaces (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    floor text DEFAULT ''::text NOT NULL,
    surface double precision DEFAULT 0 NOT NULL,
    seated integer DEFAULT 0 NOT NULL,
    standing integer DEFAULT 0 NOT NULL,
    access text DEFAULT 'unknown'::text NOT NULL,
    set_up integer DEFAULT 0 NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT spaces_access_check CHECK ((access = ANY (ARRAY['unknown'::text, 'full'::text, 'helped'::text, 'none'::text]))),
    CONSTRAINT spaces_name_check CHECK ((name <> ''::text)),
    CONSTRAINT spaces_seated_check CHECK (((seated >= 0) AND (seated <= 100000))),
    CONSTRAINT spaces_set_up_check CHECK (((set_up >= 0) AND (set_up <= 10080))),
    CONSTRAINT spaces_standing_check CHECK (((standing >= 0) AND (standing <= 100000))),
    CONSTRAINT spaces_surface_check CHECK (((surface >= (0)::double precision) AND (surface <= (100000)::double precision)))
);

CREATE VIEW public.slots_named AS
 SELECT s.id,
    a.project_id,
    a.title,
    s.starts_at,
    s.ends_at,
    COALESCE(sp.name, NULLIF(s.elsewhere, ''::text), 'lieu à préciser'::text) AS place,
    s.status,
    ((s.deleted_at IS NULL) AND (a.deleted_at IS NULL) AND (a.state <> 'set_aside'::text) AND (p.deleted_at IS NULL)) AS living
   FROM (((public.slots s
     JOIN public.activities a ON ((a.id = s.activity_id)))
     JOIN public.projects p ON ((p.id = a.project_id)))
     LEFT JOIN public.spaces sp ON ((sp.id = s.space_id)));

CREATE VIEW public.count_doors_named AS
 SELECT d.id,
    d.name,
    d.project_id,
    d.slot_id,
    d.day,
    ((p.deleted_at IS NULL) AND ((d.slot_id IS NULL) OR (EXISTS ( SELECT
           FROM public.slots_named s
          WHERE ((s.id = d.slot_id) AND s.living AND (s.status = ANY (ARRAY['proposed'::text, 'planned'::text]))))))) AS living
   FROM (public.count_doors d
     JOIN public.projects p ON ((p.id = d.project_id)));

CREATE TABLE public.day_entries (
    id bigint NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL,
    project_id bigint NOT NULL,
    slot_id bigint,
    kind text NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    done text DEFAULT ''::text NOT NULL,
    minutes integer DEFAULT 0 NOT NULL,
    closed_at timestamp with time zone,
    closed_by bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT day_entries_body_check CHECK (((body <> ''::text) OR (kind = 'delay'::text))),
    CONSTRAINT day_entries_closed_check CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
    CONSTRAINT day_entries_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT day_entries_key_check CHECK (((char_length(key) >= 16) AND (char_length(key) <= 64))),
    CONSTRAINT day_entries_kind_check CHECK ((kind = ANY (ARRAY['incident'::text, 'note'::text, 'delay'::text, 'message'::text]))),
    CONSTRAINT day_entries_minutes_check CHECK (((minutes >= 0) AND (minutes <= 600)))
);

ALTER TABLE public.day_entries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.day_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.day_ticks (
    id bigint NOT NULL,
    key text NOT NULL,
    project_id bigint NOT NULL,
    day date NOT NULL,
    line text NOT NULL,
    done boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT day_ticks_key_check CHECK (((char_length(key) >= 16) AND (char_length(key) <= 64))),
    CONSTRAINT day_ticks_line_check CHECK (((char_length(line) >= 1) AND (char_length(line) <= 400)))
);

ALTER TABLE public.day_ticks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.day_ticks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.deliveries (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    title text NOT NULL,
    organisation_id bigint,
    transport text DEFAULT ''::text NOT NULL,
    day date,
    hours text DEFAULT ''::text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'expected'::text NOT NULL,
    person_id bigint,
    received_on date,
    piece_id bigint,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT deliveries_received_check CHECK (((received_on IS NULL) OR (state = ANY (ARRAY['received'::text, 'incomplete'::text])))),
    CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['expected'::text, 'received'::text, 'incomplete'::text, 'cancelled'::text]))),
    CONSTRAINT deliveries_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.deliveries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.document_contents (
    id bigint NOT NULL,
    model_id bigint NOT NULL,
    data bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT document_contents_data_check CHECK (((octet_length(data) >= 1) AND (octet_length(data) <= 2097152)))
);

ALTER TABLE public.document_contents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.document_contents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.document_models (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    kind text NOT NULL,
    format text NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    file_name text DEFAULT ''::text NOT NULL,
    content_id bigint,
    shipped text DEFAULT ''::text NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT document_models_format_check CHECK ((format = ANY (ARRAY['text'::text, 'docx'::text]))),
    CONSTRAINT document_models_kind_check CHECK ((kind = ANY (ARRAY['lettre'::text, 'convention'::text, 'attestation'::text, 'familles'::text, 'autorisation'::text, 'badge'::text, 'autre'::text]))),
    CONSTRAINT document_models_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.document_models ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.document_models_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duty_phones (
    person_id bigint NOT NULL,
    phone text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT duty_phones_phone_check CHECK ((phone <> ''::text))
);

CREATE TABLE public.equipment (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    category text NOT NULL,
    quantity integer NOT NULL,
    broken integer DEFAULT 0 NOT NULL,
    missing integer DEFAULT 0 NOT NULL,
    storage text DEFAULT ''::text NOT NULL,
    set_up text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT equipment_broken_check CHECK ((broken >= 0)),
    CONSTRAINT equipment_category_check CHECK ((category = ANY (ARRAY['audiovisual'::text, 'furniture'::text, 'signage'::text, 'workshop'::text, 'hosting'::text, 'access'::text, 'transport'::text, 'safety'::text, 'other'::text]))),
    CONSTRAINT equipment_missing_check CHECK ((missing >= 0)),
    CONSTRAINT equipment_name_check CHECK ((name <> ''::text)),
    CONSTRAINT equipment_quantity_check CHECK (((quantity >= 0) AND (quantity <= 100000))),
    CONSTRAINT equipment_usable_check CHECK (((broken + missing) <= quantity))
);

ALTER TABLE public.equipment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.equipment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reservations (
    id bigint NOT NULL,
    space_id bigint,
    slot_id bigint,
    quantity integer DEFAULT 1 NOT NULL,
    during tstzrange NOT NULL,
    firm boolean NOT NULL,
    equipment_id bigint,
    line_id bigint,
    CONSTRAINT reservations_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT reservations_what_check CHECK (((num_nonnulls(space_id, equipment_id) = 1) AND ((space_id IS NULL) = (slot_id IS NULL)) AND ((equipment_id IS NULL) = (line_id IS NULL))))
);

CREATE VIEW public.equipment_reserved AS
 SELECT reservations.id,
    reservations.line_id,
    reservations.equipment_id,
    reservations.quantity,
    reservations.during,
    reservations.firm
   FROM public.reservations
  WHERE (reservations.equipment_id IS NOT NULL);

CREATE TABLE public.equipment_set_items (
    set_id bigint NOT NULL,
    equipment_id bigint NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT equipment_set_items_quantity_check CHECK (((quantity >= 1) AND (quantity <= 100000)))
);

CREATE TABLE public.equipment_sets (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT equipment_sets_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.equipment_sets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.equipment_sets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.event_series (
    key text NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT event_series_key_check CHECK ((key ~ '^[a-z0-9-]+$'::text))
);

CREATE TABLE public.events (
    id bigint NOT NULL,
    series_key text,
    name text NOT NULL,
    year integer NOT NULL,
    edition integer,
    first_day date NOT NULL,
    last_day date NOT NULL,
    theme text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    verified_on date,
    to_confirm boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_by bigint,
    CONSTRAINT events_days_check CHECK ((last_day >= first_day)),
    CONSTRAINT events_edition_check CHECK ((edition > 0)),
    CONSTRAINT events_name_check CHECK ((name <> ''::text)),
    CONSTRAINT events_year_check CHECK (((year >= 1900) AND (year <= 2200)))
);

ALTER TABLE public.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.events_named AS
 SELECT e.id,
    e.name,
    e.year,
    e.first_day,
    e.last_day,
    COALESCE(e.series_key, ''::text) AS series,
    COALESCE(s.name, ''::text) AS series_name
   FROM (public.events e
     LEFT JOIN public.event_series s ON ((s.key = e.series_key)))
  WHERE (e.deleted_at IS NULL);

CREATE TABLE public.interaction_organisations (
    interaction_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

CREATE TABLE public.interaction_projects (
    interaction_id bigint NOT NULL,
    project_id bigint NOT NULL
);

CREATE TABLE public.interactions (
    id bigint NOT NULL,
    channel text NOT NULL,
    day date NOT NULL,
    month_only boolean DEFAULT false NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    next_step text DEFAULT ''::text NOT NULL,
    next_day date,
    task_id bigint,
    own_task_id bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT interactions_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'email'::text, 'letter'::text, 'visit'::text, 'meeting'::text, 'other'::text]))),
    CONSTRAINT interactions_month_check CHECK (((NOT month_only) OR (EXTRACT(day FROM day) = (1)::numeric))),
    CONSTRAINT interactions_next_check CHECK (((next_day IS NULL) OR (next_step <> ''::text))),
    CONSTRAINT interactions_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'reached'::text, 'message'::text, 'no_answer'::text, 'call_back'::text]))),
    CONSTRAINT interactions_task_check CHECK (((task_id IS NULL) OR (own_task_id IS NULL)))
);

CREATE TABLE public.own_tasks (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    title text NOT NULL,
    day date,
    done_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT own_tasks_title_check CHECK ((title <> ''::text))
);

CREATE VIEW public.own_tasks_named AS
 SELECT own_tasks.id,
    own_tasks.person_id,
    own_tasks.title,
    own_tasks.day,
    own_tasks.done_on,
    (own_tasks.deleted_at IS NULL) AS living
   FROM public.own_tasks;

CREATE TABLE public.tasks (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    category text NOT NULL,
    responsible_id bigint,
    suggested_role text DEFAULT ''::text NOT NULL,
    duration integer NOT NULL,
    calendar_days boolean DEFAULT false NOT NULL,
    min_duration integer,
    offset_side text,
    offset_count integer,
    deadline date,
    not_before date,
    pinned_start date,
    pinned_finish date,
    statutory boolean DEFAULT false NOT NULL,
    optional boolean DEFAULT false NOT NULL,
    state text DEFAULT 'todo'::text NOT NULL,
    actual_start date,
    actual_finish date,
    blocked_because text DEFAULT ''::text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    offset_unit text DEFAULT 'day'::text NOT NULL,
    created_by bigint,
    effort_half_days integer,
    internal boolean DEFAULT false NOT NULL,
    number integer NOT NULL,
    CONSTRAINT tasks_actual_check CHECK ((actual_finish >= actual_start)),
    CONSTRAINT tasks_category_check CHECK ((category = ANY (ARRAY['administrative'::text, 'logistics'::text, 'communication'::text, 'education'::text, 'partners'::text, 'programming'::text, 'evaluation'::text, 'budget'::text]))),
    CONSTRAINT tasks_done_check CHECK (((state = 'done'::text) = (actual_finish IS NOT NULL))),
    CONSTRAINT tasks_duration_check CHECK (((duration >= 0) AND (duration <= 2000))),
    CONSTRAINT tasks_effort_check CHECK (((effort_half_days >= 1) AND (effort_half_days <= 2000))),
    CONSTRAINT tasks_min_duration_check CHECK (((min_duration >= 0) AND (min_duration <= duration))),
    CONSTRAINT tasks_number_check CHECK ((number > 0)),
    CONSTRAINT tasks_offset_check CHECK (((offset_side IS NULL) = (offset_count IS NULL))),
    CONSTRAINT tasks_offset_count_check CHECK (((offset_count >= 0) AND (offset_count <= 2000))),
    CONSTRAINT tasks_offset_months_check CHECK (((offset_unit <> 'month'::text) OR (offset_count <= 66))),
    CONSTRAINT tasks_offset_side_check CHECK ((offset_side = ANY (ARRAY['J'::text, 'E'::text]))),
    CONSTRAINT tasks_offset_unit_check CHECK ((offset_unit = ANY (ARRAY['day'::text, 'working_day'::text, 'month'::text]))),
    CONSTRAINT tasks_pinned_check CHECK ((pinned_finish >= pinned_start)),
    CONSTRAINT tasks_state_check CHECK ((state = ANY (ARRAY['todo'::text, 'in_progress'::text, 'blocked'::text, 'done'::text, 'dropped'::text]))),
    CONSTRAINT tasks_suggested_role_check CHECK ((suggested_role = ANY (ARRAY[''::text, 'head'::text, 'team'::text, 'intern'::text]))),
    CONSTRAINT tasks_title_check CHECK ((title <> ''::text))
);

CREATE VIEW public.tasks_named AS
 SELECT tasks.id,
    tasks.project_id,
    tasks.title,
    tasks.state,
    tasks.responsible_id,
    (tasks.deleted_at IS NULL) AS living
   FROM public.tasks;

CREATE VIEW public.exchanges_with AS
 SELECT o.organisation_id,
    p.project_id,
    x.id AS interaction_id,
    x.channel,
    x.day,
    x.month_only,
    x.next_step,
    x.next_day,
    COALESCE(((task.state = 'done'::text) OR (NOT task.living)), ((own.done_on IS NOT NULL) OR (NOT own.living)), false) AS step_done
   FROM ((((public.interactions x
     JOIN public.interaction_organisations o ON ((o.interaction_id = x.id)))
     JOIN public.interaction_projects p ON ((p.interaction_id = x.id)))
     LEFT JOIN public.tasks_named task ON ((task.id = x.task_id)))
     LEFT JOIN public.own_tasks_named own ON ((own.id = x.own_task_id)))
  WHERE (x.deleted_at IS NULL);

CREATE TABLE public.file_chunks (
    file_id bigint NOT NULL,
    n integer NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT file_chunks_data_check CHECK (((length(data) >= 1) AND (length(data) <= 262144))),
    CONSTRAINT file_chunks_n_check CHECK ((n >= 0))
);
ALTER TABLE ONLY public.file_chunks ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE public.file_entries (
    id bigint NOT NULL,
    key text,
    title text NOT NULL,
    kind text NOT NULL,
    part text NOT NULL,
    direction text NOT NULL,
    project_kind text DEFAULT ''::text NOT NULL,
    switch text DEFAULT ''::text NOT NULL,
    offset_side text,
    offset_count integer,
    statutory boolean DEFAULT false NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    verified_on date,
    notes text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT file_entries_count_check CHECK (((offset_count >= 0) AND (offset_count <= 2000))),
    CONSTRAINT file_entries_direction_check CHECK ((direction = ANY (ARRAY['obtain'::text, 'send'::text]))),
    CONSTRAINT file_entries_offset_check CHECK (((offset_side IS NULL) = (offset_count IS NULL))),
    CONSTRAINT file_entries_side_check CHECK ((offset_side = ANY (ARRAY['J'::text, 'E'::text]))),
    CONSTRAINT file_entries_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.file_entries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.file_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.file_scans (
    file_id bigint NOT NULL,
    state text NOT NULL,
    found text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT file_scans_found_check CHECK (((state = 'found'::text) = (found <> ''::text))),
    CONSTRAINT file_scans_state_check CHECK ((state = ANY (ARRAY['clean'::text, 'found'::text, 'tried'::text])))
);

CREATE TABLE public.file_store (
    only_one boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    CONSTRAINT file_store_name_check CHECK ((name ~ '^[a-z2-7]{12,40}$'::text)),
    CONSTRAINT file_store_only_one_check CHECK (only_one)
);

CREATE TABLE public.file_thumbnails (
    file_id bigint NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT file_thumbnails_data_check CHECK (((length(data) >= 1) AND (length(data) <= 262144)))
);
ALTER TABLE ONLY public.file_thumbnails ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE public.files (
    id bigint NOT NULL,
    subject_kind text NOT NULL,
    subject_id bigint NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    width integer DEFAULT 0 NOT NULL,
    height integer DEFAULT 0 NOT NULL,
    thumbnail boolean DEFAULT false NOT NULL,
    amounts boolean DEFAULT false NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    object text DEFAULT ''::text NOT NULL,
    CONSTRAINT files_name_check CHECK (((name <> ''::text) AND (length(name) <= 150))),
    CONSTRAINT files_object_check CHECK ((length(object) <= 200)),
    CONSTRAINT files_picture_check CHECK ((((width > 0) = (height > 0)) AND (width >= 0) AND ((NOT thumbnail) OR (width > 0)))),
    CONSTRAINT files_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT files_size_check CHECK ((size > 0)),
    CONSTRAINT files_type_check CHECK ((type ~ '^[a-z]{2,8}$'::text))
);

ALTER TABLE public.files ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.files_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.form_rereads (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    number integer NOT NULL,
    reread_by text NOT NULL,
    reread_on date NOT NULL,
    CONSTRAINT form_rereads_by_check CHECK ((reread_by <> ''::text))
);

ALTER TABLE public.form_rereads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.form_rereads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.form_versions (
    form_id bigint NOT NULL,
    number integer NOT NULL,
    definition jsonb NOT NULL,
    published_by bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT form_versions_number_check CHECK ((number >= 1))
);

CREATE TABLE public.forms (
    id bigint NOT NULL,
    title text NOT NULL,
    purpose text NOT NULL,
    project_id bigint,
    draft jsonb NOT NULL,
    published integer DEFAULT 0 NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT forms_published_check CHECK ((published >= 0)),
    CONSTRAINT forms_purpose_check CHECK ((purpose = ANY (ARRAY['visitors'::text, 'young'::text, 'easy'::text, 'teachers'::text, 'partners'::text, 'team'::text, 'observation'::text]))),
    CONSTRAINT forms_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.forms ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.forms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.forms_named AS
 SELECT forms.id,
    forms.title,
    forms.purpose,
    forms.project_id,
    forms.published,
    (forms.deleted_at IS NULL) AS living,
    forms.active
   FROM public.forms;

CREATE TABLE public.import_columns (
    kind text NOT NULL,
    headings bytea NOT NULL,
    columns jsonb NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    CONSTRAINT import_columns_headings_check CHECK ((octet_length(headings) = 32))
);

CREATE TABLE public.imports (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject_id bigint DEFAULT 0 NOT NULL,
    name text NOT NULL,
    data bytea NOT NULL,
    choices jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    attempt bigint DEFAULT 0 NOT NULL,
    beat_at timestamp with time zone,
    rows_done integer DEFAULT 0 NOT NULL,
    rows_total integer DEFAULT 0 NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    act uuid,
    created integer DEFAULT 0 NOT NULL,
    changed integer DEFAULT 0 NOT NULL,
    same integer DEFAULT 0 NOT NULL,
    skipped integer DEFAULT 0 NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT imports_data_check CHECK (((octet_length(data) >= 1) AND (octet_length(data) <= 10485760))),
    CONSTRAINT imports_done_check CHECK (((state = 'done'::text) = (act IS NOT NULL))),
    CONSTRAINT imports_kind_check CHECK ((kind ~ '^[a-z]{2,20}$'::text)),
    CONSTRAINT imports_name_check CHECK ((length(name) <= 200)),
    CONSTRAINT imports_running_check CHECK (((state <> 'running'::text) OR (beat_at IS NOT NULL))),
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['open'::text, 'running'::text, 'done'::text])))
);

ALTER TABLE public.imports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interaction_contacts (
    interaction_id bigint NOT NULL,
    contact_id bigint NOT NULL
);

ALTER TABLE public.interactions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.interactions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal (
    id bigint NOT NULL,
    person_id bigint,
    said text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    person_name text DEFAULT ''::text NOT NULL,
    verb text NOT NULL,
    subject_kind text NOT NULL,
    subject_id bigint NOT NULL,
    subject_name text DEFAULT ''::text NOT NULL,
    within_kind text,
    within_id bigint,
    within_name text DEFAULT ''::text NOT NULL,
    changes jsonb DEFAULT '[]'::jsonb NOT NULL,
    act uuid DEFAULT (NULLIF(current_setting('parvis.act'::text, true), ''::text))::uuid,
    kept_from_some boolean DEFAULT false NOT NULL,
    CONSTRAINT journal_within_whole CHECK (((within_kind IS NULL) = (within_id IS NULL)))
);

ALTER TABLE public.journal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_projects (
    project_id bigint NOT NULL,
    entry_id bigint NOT NULL
);

CREATE TABLE public.leaves (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    created_by bigint,
    CONSTRAINT leaves_days_check CHECK ((last_day >= first_day))
);

ALTER TABLE public.leaves ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.leaves_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.leaves_named AS
 SELECT leaves.id,
    leaves.person_id,
    leaves.first_day,
    leaves.last_day
   FROM public.leaves;

CREATE TABLE public.links (
    id bigint NOT NULL,
    hash bytea NOT NULL,
    purpose text NOT NULL,
    subject_kind text NOT NULL,
    subject_id bigint NOT NULL,
    label text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by bigint,
    last_day date,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by bigint,
    lock bytea,
    by_mail boolean DEFAULT false NOT NULL,
    former_hash bytea,
    CONSTRAINT links_by_mail_of_deposit CHECK (((NOT by_mail) OR (purpose = 'deposit'::text))),
    CONSTRAINT links_deposit_of_piece CHECK (((purpose = 'deposit'::text) = (subject_kind = 'piece'::text))),
    CONSTRAINT links_door_of_door CHECK (((purpose = 'door'::text) = (subject_kind = 'door'::text))),
    CONSTRAINT links_ended_by_somebody CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT links_former_hash_whole CHECK ((octet_length(former_hash) = 32)),
    CONSTRAINT links_hash_whole CHECK ((octet_length(hash) = 32)),
    CONSTRAINT links_label_short CHECK ((char_length(label) <= 120)),
    CONSTRAINT links_lock_of_door CHECK (((purpose = 'door'::text) = (lock IS NOT NULL))),
    CONSTRAINT links_lock_whole CHECK ((octet_length(lock) = 64)),
    CONSTRAINT links_plan_of_project CHECK (((purpose <> 'plan'::text) OR (subject_kind = 'project'::text))),
    CONSTRAINT links_purpose_known CHECK ((purpose = ANY (ARRAY['feed'::text, 'plan'::text, 'slots'::text, 'deposit'::text, 'door'::text]))),
    CONSTRAINT links_slots_of_outsider CHECK (((purpose = 'slots'::text) = (subject_kind = 'outsider'::text))),
    CONSTRAINT links_subject_known CHECK ((subject_kind = ANY (ARRAY['person'::text, 'project'::text, 'outsider'::text, 'piece'::text, 'door'::text])))
);

ALTER TABLE public.links ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.links_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.login_failures (
    id bigint NOT NULL,
    account_key bytea NOT NULL,
    address_key bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.login_failures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.login_failures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people (
    id bigint NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text NOT NULL,
    must_change_password boolean DEFAULT true NOT NULL,
    session_epoch integer DEFAULT 0 NOT NULL,
    disabled_at timestamp with time zone,
    last_login_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT people_erased_check CHECK (((erased_at IS NULL) OR (disabled_at IS NOT NULL))),
    CONSTRAINT people_name_check CHECK ((name <> ''::text)),
    CONSTRAINT people_role_check CHECK ((role = ANY (ARRAY['head'::text, 'team'::text, 'intern'::text])))
);

CREATE TABLE public.project_members (
    project_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE VIEW public.members_named AS
 SELECT m.project_id,
    m.person_id,
    who.name,
    who.role,
    (who.disabled_at IS NULL) AS active
   FROM (public.project_members m
     LEFT JOIN public.people who ON ((who.id = m.person_id)));

CREATE TABLE public.not_duplicates (
    kind text NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT not_duplicates_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'contact'::text]))),
    CONSTRAINT not_duplicates_order_check CHECK ((one_id < other_id))
);

CREATE TABLE public.notices (
    person_id bigint NOT NULL,
    subject_kind text NOT NULL,
    subject_id bigint NOT NULL,
    what text NOT NULL,
    times integer NOT NULL,
    by_id bigint,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT notices_times_check CHECK ((times > 0))
);

CREATE TABLE public.notices_mailed (
    person_id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.notices_off (
    person_id bigint NOT NULL,
    kind text NOT NULL
);

CREATE TABLE public.service_calendar (
    only_one boolean DEFAULT true NOT NULL,
    week smallint DEFAULT 31 NOT NULL,
    alsace_moselle boolean DEFAULT false NOT NULL,
    school_zone text DEFAULT 'C'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    opening text DEFAULT ''::text NOT NULL,
    CONSTRAINT service_calendar_only_one_check CHECK (only_one),
    CONSTRAINT service_calendar_school_zone_check CHECK ((school_zone = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
    CONSTRAINT service_calendar_week_check CHECK (((week >= 1) AND (week <= 127)))
);

CREATE VIEW public.opening_named AS
 SELECT service_calendar.opening
   FROM public.service_calendar;

CREATE TABLE public.organisation_index (
    organisation_id bigint NOT NULL,
    standing boolean NOT NULL,
    called text NOT NULL COLLATE pg_catalog."C",
    sought text NOT NULL,
    words tsvector NOT NULL,
    alike text[] NOT NULL,
    last_day date
);

CREATE TABLE public.organisations (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    postal_code text DEFAULT ''::text NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    territory_id bigint,
    siret text DEFAULT ''::text NOT NULL,
    uai text DEFAULT ''::text NOT NULL,
    phones text[] DEFAULT '{}'::text[] NOT NULL,
    emails text[] DEFAULT '{}'::text[] NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    merged_into bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT organisations_kind_check CHECK ((kind ~ '^[A-Z0-9_]{2,20}$'::text)),
    CONSTRAINT organisations_merged_into_check CHECK (((merged_into IS NULL) OR ((deleted_at IS NULL) AND (merged_into <> id)))),
    CONSTRAINT organisations_name_check CHECK ((name <> ''::text)),
    CONSTRAINT organisations_siret_check CHECK ((siret ~ '^([0-9]{14})?$'::text)),
    CONSTRAINT organisations_uai_check CHECK ((uai ~ '^([0-9]{7}[A-Z])?$'::text))
);

ALTER TABLE public.organisations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.organisations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.organisations_named AS
 SELECT o.id,
    o.name,
    o.kind,
    o.town,
    o.territory_id,
    o.phones,
    o.emails,
    ((o.deleted_at IS NULL) AND (o.merged_into IS NULL)) AS living
   FROM public.organisations o;

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    kind text NOT NULL,
    person_id bigint NOT NULL,
    period text NOT NULL,
    message_id text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    lease text DEFAULT ''::text NOT NULL,
    leased_until timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    code integer DEFAULT 0 NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT outbox_ended_check CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT outbox_period_check CHECK (((char_length(period) >= 1) AND (char_length(period) <= 64))),
    CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'void'::text])))
);

ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_kept (
    letter_id bigint NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL
);

CREATE TABLE public.outings (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    title text NOT NULL,
    on_day date,
    hours text DEFAULT ''::text NOT NULL,
    organisation_id bigint,
    host text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    travel text DEFAULT ''::text NOT NULL,
    driver text DEFAULT ''::text NOT NULL,
    permit text DEFAULT 'unknown'::text NOT NULL,
    permit_text text DEFAULT ''::text NOT NULL,
    risks text DEFAULT ''::text NOT NULL,
    fallback text DEFAULT ''::text NOT NULL,
    emergency text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT outings_permit_check CHECK ((permit = ANY (ARRAY['unknown'::text, 'unneeded'::text, 'to_ask'::text, 'asked'::text, 'granted'::text]))),
    CONSTRAINT outings_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.outings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outsiders (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT outsiders_kind_check CHECK ((kind = ANY (ARRAY['temporary'::text, 'volunteer'::text, 'agent'::text, 'other'::text]))),
    CONSTRAINT outsiders_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.outsiders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outsiders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.outsiders_named AS
 SELECT outsiders.id,
    outsiders.name,
    outsiders.kind,
    outsiders.phone,
    (outsiders.deleted_at IS NULL) AS living
   FROM public.outsiders;

ALTER TABLE public.own_tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.own_tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.password_links (
    hash bytea NOT NULL,
    person_id bigint NOT NULL,
    epoch integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE public.people ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.people_named AS
 SELECT people.id,
    people.name,
    people.role,
    (people.disabled_at IS NULL) AS active
   FROM public.people;

CREATE TABLE public.person_weeks (
    person_id bigint NOT NULL,
    week smallint NOT NULL,
    CONSTRAINT person_weeks_week_check CHECK (((week >= 1) AND (week <= 127)))
);

CREATE TABLE public.piece_needs (
    piece_id bigint NOT NULL,
    need_id bigint NOT NULL,
    CONSTRAINT piece_needs_itself_check CHECK ((piece_id <> need_id))
);

CREATE TABLE public.pieces (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    entry_id bigint,
    title text NOT NULL,
    kind text NOT NULL,
    part text NOT NULL,
    direction text NOT NULL,
    state text DEFAULT 'to_do'::text NOT NULL,
    state_on date,
    task_id bigint,
    offset_side text,
    offset_count integer,
    due_on date,
    statutory boolean DEFAULT false NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    person_id bigint,
    organisation_id bigint,
    contact_id bigint,
    agreement_id bigint,
    reference text DEFAULT ''::text NOT NULL,
    amount bigint,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT pieces_amount_check CHECK (((amount >= 0) AND (amount <= '10000000000'::bigint))),
    CONSTRAINT pieces_count_check CHECK (((offset_count >= 0) AND (offset_count <= 2000))),
    CONSTRAINT pieces_direction_check CHECK ((direction = ANY (ARRAY['obtain'::text, 'send'::text]))),
    CONSTRAINT pieces_due_check CHECK ((num_nonnulls(task_id, offset_side, due_on) <= 1)),
    CONSTRAINT pieces_kind_check CHECK ((kind = ANY (ARRAY['agreement'::text, 'quote'::text, 'order'::text, 'insurance'::text, 'permit'::text, 'safety'::text, 'rights'::text, 'employment'::text, 'invoice'::text, 'other'::text]))),
    CONSTRAINT pieces_offset_check CHECK (((offset_side IS NULL) = (offset_count IS NULL))),
    CONSTRAINT pieces_part_check CHECK ((part = ANY (ARRAY['safety'::text, 'suppliers'::text, 'artists'::text, 'transport'::text, 'publics'::text, 'other'::text]))),
    CONSTRAINT pieces_side_check CHECK ((offset_side = ANY (ARRAY['J'::text, 'E'::text]))),
    CONSTRAINT pieces_state_check CHECK ((state = ANY (ARRAY['to_do'::text, 'asked'::text, 'received'::text, 'to_sign'::text, 'done'::text, 'void'::text]))),
    CONSTRAINT pieces_title_check CHECK ((title <> ''::text))
);

ALTER TABLE public.pieces ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.pieces_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.pieces_named AS
 SELECT pieces.id,
    pieces.project_id,
    pieces.title,
    pieces.state,
    pieces.person_id,
    (pieces.deleted_at IS NULL) AS living
   FROM public.pieces;

CREATE TABLE public.plan_templates (
    id bigint NOT NULL,
    key text,
    kind public.project_kind NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    body jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT plan_templates_format_check CHECK (COALESCE((jsonb_typeof((body -> 'format'::text)) = 'number'::text), false)),
    CONSTRAINT plan_templates_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.plan_templates ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.plan_templates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.postings (
    id bigint NOT NULL,
    need_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    hand bigint NOT NULL,
    person_id bigint,
    outsider_id bigint,
    answer text DEFAULT ''::text NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    told_at timestamp with time zone,
    told_starts timestamp with time zone,
    told_ends timestamp with time zone,
    told_place text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT postings_answer_check CHECK ((answer = ANY (ARRAY[''::text, 'yes'::text, 'no'::text]))),
    CONSTRAINT postings_answered_check CHECK (((answer = ''::text) = (answered_at IS NULL))),
    CONSTRAINT postings_hand_check CHECK (((num_nonnulls(person_id, outsider_id) = 1) AND (hand = COALESCE(person_id, (- outsider_id))))),
    CONSTRAINT postings_told_check CHECK ((((told_starts IS NULL) = (told_ends IS NULL)) AND ((told_starts IS NULL) OR (told_at IS NOT NULL))))
);

ALTER TABLE public.postings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.postings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.posts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.posts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.presences (
    posting_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    hand bigint NOT NULL,
    during tstzrange NOT NULL,
    firm boolean NOT NULL
);

CREATE VIEW public.project_anchors AS
 SELECT p.id,
    p.title,
    p.kind,
    p.status,
    p.pilot_id,
    pilot.name AS pilot,
    p.event_id,
    COALESCE(e.name, ''::text) AS event_name,
    COALESCE(e.first_day, p.target_first) AS first,
    COALESCE(e.last_day, p.target_last) AS last,
    p.safety_margin,
    p.short_name,
    p.version
   FROM ((public.projects p
     LEFT JOIN public.people pilot ON ((pilot.id = p.pilot_id)))
     LEFT JOIN public.events e ON ((e.id = p.event_id)))
  WHERE (p.deleted_at IS NULL);

CREATE VIEW public.project_openings AS
 SELECT projects.id AS project_id,
    projects.opening
   FROM public.projects;

CREATE TABLE public.project_partners (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    role text DEFAULT 'relay'::text NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    contact_id bigint,
    follower_id bigint,
    task_id bigint,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT project_partners_role_check CHECK ((role = ANY (ARRAY['relay'::text, 'co_organiser'::text, 'funder'::text, 'provider'::text, 'host'::text, 'school'::text, 'media'::text, 'other'::text]))),
    CONSTRAINT project_partners_stage_check CHECK ((stage = ANY (ARRAY[''::text, 'spotted'::text, 'contacted'::text, 'interested'::text, 'engaged'::text, 'declined'::text, 'silent'::text])))
);

ALTER TABLE public.project_partners ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.project_partners_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.projects ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.projects_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registrations (
    id bigint NOT NULL,
    slot_id bigint NOT NULL,
    organisation_id bigint,
    name text NOT NULL,
    headcount integer NOT NULL,
    companions integer DEFAULT 0 NOT NULL,
    needs text DEFAULT ''::text NOT NULL,
    contact text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    waiting boolean DEFAULT false NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT registrations_companions_check CHECK (((companions >= 0) AND (companions <= 100000))),
    CONSTRAINT registrations_headcount_check CHECK (((headcount >= 1) AND (headcount <= 100000))),
    CONSTRAINT registrations_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.registrations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.registrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.reservations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.reservations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.response_checks (
    response_id bigint NOT NULL,
    choices text NOT NULL,
    entered_by bigint NOT NULL,
    entered_on date NOT NULL
);

CREATE TABLE public.response_counts (
    collection_id bigint NOT NULL,
    form_id bigint NOT NULL,
    project_id bigint NOT NULL,
    channel text NOT NULL,
    part smallint NOT NULL,
    n integer NOT NULL
);

CREATE TABLE public.response_texts (
    id bigint NOT NULL,
    response_id bigint NOT NULL,
    question text NOT NULL,
    body text NOT NULL,
    body_folded text NOT NULL,
    CONSTRAINT response_texts_body_check CHECK ((body <> ''::text))
);

ALTER TABLE public.response_texts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.response_texts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.responses (
    id bigint NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL,
    form_id bigint NOT NULL,
    number integer NOT NULL,
    collection_id bigint NOT NULL,
    project_id bigint NOT NULL,
    slot_id bigint,
    audience_id bigint,
    day date NOT NULL,
    channel text NOT NULL,
    language text NOT NULL,
    easy boolean DEFAULT false NOT NULL,
    help text DEFAULT 'none'::text NOT NULL,
    choices text NOT NULL,
    entered_by bigint,
    CONSTRAINT responses_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'kiosk'::text, 'paper'::text, 'interview'::text, 'observation'::text]))),
    CONSTRAINT responses_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT responses_entered_check CHECK (((entered_by IS NULL) = (channel = ANY (ARRAY['link'::text, 'kiosk'::text])))),
    CONSTRAINT responses_help_check CHECK ((help = ANY (ARRAY['none'::text, 'reading'::text, 'proxy'::text]))),
    CONSTRAINT responses_key_check CHECK (((char_length(key) >= 16) AND (char_length(key) <= 64))),
    CONSTRAINT responses_language_check CHECK (((char_length(language) >= 2) AND (char_length(language) <= 5)))
);

CREATE VIEW public.responses_counted AS
 SELECT response_counts.form_id,
    response_counts.project_id,
    (sum(response_counts.n))::integer AS n
   FROM public.response_counts
  GROUP BY response_counts.form_id, response_counts.project_id;

CREATE VIEW public.responses_given AS
 SELECT responses.id,
    responses.form_id,
    responses.number,
    responses.collection_id,
    responses.project_id,
    responses.slot_id,
    responses.audience_id,
    responses.day,
    responses.channel,
    responses.language,
    responses.easy,
    responses.help,
    responses.choices,
    responses.entered_by
   FROM public.responses;

ALTER TABLE public.responses ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.responses_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.responses_said AS
 SELECT t.id,
    t.response_id,
    r.form_id,
    t.question,
    t.body,
    t.body_folded
   FROM (public.response_texts t
     JOIN public.responses r ON ((r.id = t.response_id)));

CREATE TABLE public.responses_set_aside (
    response_id bigint NOT NULL,
    reason text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT responses_set_aside_note_check CHECK (((reason <> 'other'::text) OR (note <> ''::text))),
    CONSTRAINT responses_set_aside_reason_check CHECK ((reason = ANY (ARRAY['test'::text, 'doubtful'::text, 'other'::text])))
);

CREATE TABLE public.result_tasks (
    task_id bigint NOT NULL,
    form_id bigint NOT NULL,
    question text NOT NULL,
    text_id bigint,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT result_tasks_question_check CHECK ((question <> ''::text))
);

CREATE TABLE public.retentions (
    key text NOT NULL,
    months integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT retentions_months_check CHECK (((months >= 1) AND (months <= 240)))
);

CREATE TABLE public.revisions (
    room text NOT NULL,
    id bigint NOT NULL,
    number bigint NOT NULL
);

CREATE TABLE public.row_changes (
    id bigint NOT NULL,
    act uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    relation text NOT NULL,
    key jsonb NOT NULL,
    before jsonb,
    after jsonb,
    erased boolean DEFAULT false NOT NULL,
    CONSTRAINT row_changes_something_check CHECK (((before IS NOT NULL) OR (after IS NOT NULL)))
);

ALTER TABLE public.row_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.row_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.saved_lists (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    shared boolean DEFAULT false NOT NULL,
    person_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT saved_lists_name_check CHECK ((name <> ''::text)),
    CONSTRAINT saved_lists_query_check CHECK ((length(query) <= 2000))
);

ALTER TABLE public.saved_lists ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.saved_lists_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sessions (
    token text NOT NULL,
    data bytea NOT NULL,
    expiry timestamp with time zone NOT NULL
);

CREATE TABLE public.skill_holders (
    skill_id bigint NOT NULL,
    hand bigint NOT NULL,
    person_id bigint,
    outsider_id bigint,
    CONSTRAINT skill_holders_hand_check CHECK (((num_nonnulls(person_id, outsider_id) = 1) AND (hand = COALESCE(person_id, (- outsider_id)))))
);

CREATE TABLE public.skills (
    id bigint NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT skills_name_check CHECK ((name <> ''::text))
);

ALTER TABLE public.skills ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.skills_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.skills_named AS
 SELECT skills.id,
    skills.name,
    (skills.deleted_at IS NULL) AS living
   FROM public.skills;

CREATE TABLE public.slot_needs (
    id bigint NOT NULL,
    slot_id bigint NOT NULL,
    label text NOT NULL,
    skill_id bigint,
    wanted integer NOT NULL,
    "position" integer NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT slot_needs_label_check CHECK ((label <> ''::text)),
    CONSTRAINT slot_needs_wanted_check CHECK (((wanted >= 1) AND (wanted <= 99)))
);

ALTER TABLE public.slot_needs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.slot_needs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.slots_evaluated AS
 SELECT s.id,
    a.project_id,
    s.activity_id,
    a.title,
    a.free,
    a.price,
    s.starts_at,
    s.ends_at,
    COALESCE(sp.name, NULLIF(s.elsewhere, ''::text), 'lieu à préciser'::text) AS place,
    s.capacity,
    s.status
   FROM ((public.slots s
     JOIN public.activities a ON ((a.id = s.activity_id)))
     LEFT JOIN public.spaces sp ON ((sp.id = s.space_id)))
  WHERE ((s.deleted_at IS NULL) AND (a.deleted_at IS NULL) AND (a.state <> 'set_aside'::text));

CREATE VIEW public.slots_held AS
 SELECT s.id,
    a.project_id,
    a.title,
    s.starts_at,
    s.ends_at,
    COALESCE(sp.name, NULLIF(s.elsewhere, ''::text), 'lieu à préciser'::text) AS place,
    s.set_up,
    s.capacity
   FROM ((public.slots s
     JOIN public.activities a ON ((a.id = s.activity_id)))
     LEFT JOIN public.spaces sp ON ((sp.id = s.space_id)))
  WHERE ((s.status = 'planned'::text) AND (s.deleted_at IS NULL) AND (a.deleted_at IS NULL) AND (a.state <> 'set_aside'::text));

ALTER TABLE public.slots ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.slots_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.slots_taken AS
 SELECT registrations.slot_id,
    (sum(registrations.headcount))::integer AS people
   FROM public.registrations
  WHERE ((NOT registrations.waiting) AND (registrations.deleted_at IS NULL))
  GROUP BY registrations.slot_id;

CREATE VIEW public.slots_visited_by AS
 SELECT registrations.slot_id,
    registrations.organisation_id,
    registrations.headcount AS people
   FROM public.registrations
  WHERE ((NOT registrations.waiting) AND (registrations.deleted_at IS NULL));

ALTER TABLE public.spaces ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.spaces_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.spaces_named AS
 SELECT spaces.id,
    spaces.name,
    GREATEST(spaces.seated, spaces.standing) AS capacity,
    spaces.set_up,
    spaces.active,
    (spaces.deleted_at IS NULL) AS living
   FROM public.spaces;

CREATE TABLE public.submissions (
    key text NOT NULL,
    created_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    digest bytea,
    CONSTRAINT submissions_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT submissions_key_check CHECK (((length(key) >= 16) AND (length(key) <= 64)))
);

CREATE TABLE public.tag_thresholds (
    tag text NOT NULL,
    months integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tag_thresholds_months_check CHECK (((months >= 1) AND (months <= 120)))
);

CREATE TABLE public.task_needs (
    task_id bigint NOT NULL,
    need_id bigint NOT NULL,
    lag integer DEFAULT 0 NOT NULL,
    project_id bigint NOT NULL,
    CONSTRAINT task_needs_itself_check CHECK ((task_id <> need_id)),
    CONSTRAINT task_needs_lag_check CHECK (((lag >= '-500'::integer) AND (lag <= 500)))
);

CREATE TABLE public.task_numbers (
    project_id bigint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT task_numbers_last_check CHECK ((last >= 0))
);

ALTER TABLE public.tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.territories (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    known_as text DEFAULT ''::text NOT NULL,
    code text DEFAULT ''::text NOT NULL,
    vintage integer DEFAULT 0 NOT NULL,
    predecessor text DEFAULT ''::text NOT NULL,
    longitude double precision,
    latitude double precision,
    notes text DEFAULT ''::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT territories_kind_check CHECK ((kind = ANY (ARRAY['town'::text, 'district'::text]))),
    CONSTRAINT territories_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT territories_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT territories_name_check CHECK ((name <> ''::text)),
    CONSTRAINT territories_place_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
    CONSTRAINT territories_vintage_check CHECK (((vintage >= 0) AND (vintage <= 2100)))
);

ALTER TABLE public.territories ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.territories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.territories_named AS
 SELECT territories.id,
    territories.kind,
    territories.name,
    territories.code
   FROM public.territories
  WHERE (territories.deleted_at IS NULL);

CREATE TABLE public.territory_towns (
    district_id bigint NOT NULL,
    town_id bigint NOT NULL
);

CREATE VIEW public.territory_places AS
 SELECT territory_towns.district_id,
    territory_towns.town_id
   FROM public.territory_towns;

CREATE TABLE public.thread_mentions (
    text_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE TABLE public.thread_texts (
    id bigint NOT NULL,
    subject_kind text NOT NULL,
    subject_id bigint NOT NULL,
    author_id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    removed_at timestamp with time zone,
    removed_by bigint,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT thread_texts_body_check CHECK ((body <> ''::text)),
    CONSTRAINT thread_texts_removed_check CHECK (((removed_at IS NULL) = (removed_by IS NULL)))
);

ALTER TABLE public.thread_texts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.thread_texts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.undone (
    act uuid NOT NULL,
    by uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.activity_organisations
    ADD CONSTRAINT activity_organisations_pkey PRIMARY KEY (activity_id, organisation_id);

ALTER TABLE ONLY public.agreement_organisations
    ADD CONSTRAINT agreement_organisations_pkey PRIMARY KEY (agreement_id, organisation_id);

ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_counted
    ADD CONSTRAINT attendance_counted_pkey PRIMARY KEY (part);

ALTER TABLE ONLY public.attendance_reasons
    ADD CONSTRAINT attendance_reasons_pkey PRIMARY KEY (slot_id);

ALTER TABLE ONLY public.attendance_sums
    ADD CONSTRAINT attendance_sums_pkey PRIMARY KEY (slot_id, audience_id);

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_key_key UNIQUE (key);

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bank_questions
    ADD CONSTRAINT bank_questions_key_key UNIQUE (key);

ALTER TABLE ONLY public.bank_questions
    ADD CONSTRAINT bank_questions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_item_key UNIQUE (booking_id, equipment_id) DEFERRABLE;

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checklist_items
    ADD CONSTRAINT checklist_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_token_key UNIQUE (token);

ALTER TABLE ONLY public.contact_index
    ADD CONSTRAINT contact_index_pkey PRIMARY KEY (contact_id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.count_audiences
    ADD CONSTRAINT count_audiences_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.count_doors
    ADD CONSTRAINT count_doors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_key_key UNIQUE (key);

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_ticks
    ADD CONSTRAINT day_ticks_key_key UNIQUE (key);

ALTER TABLE ONLY public.day_ticks
    ADD CONSTRAINT day_ticks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.document_contents
    ADD CONSTRAINT document_contents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.document_models
    ADD CONSTRAINT document_models_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duty_phones
    ADD CONSTRAINT duty_phones_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.equipment
    ADD CONSTRAINT equipment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.equipment_set_items
    ADD CONSTRAINT equipment_set_items_pkey PRIMARY KEY (set_id, equipment_id);

ALTER TABLE ONLY public.equipment_sets
    ADD CONSTRAINT equipment_sets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_series
    ADD CONSTRAINT event_series_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_pkey PRIMARY KEY (file_id, n);

ALTER TABLE ONLY public.file_entries
    ADD CONSTRAINT file_entries_key_key UNIQUE (key);

ALTER TABLE ONLY public.file_entries
    ADD CONSTRAINT file_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.file_scans
    ADD CONSTRAINT file_scans_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY public.file_store
    ADD CONSTRAINT file_store_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY public.file_thumbnails
    ADD CONSTRAINT file_thumbnails_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.form_rereads
    ADD CONSTRAINT form_rereads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.form_rereads
    ADD CONSTRAINT form_rereads_version_key UNIQUE (form_id, number);

ALTER TABLE ONLY public.form_versions
    ADD CONSTRAINT form_versions_pkey PRIMARY KEY (form_id, number);

ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_columns
    ADD CONSTRAINT import_columns_pkey PRIMARY KEY (kind, headings);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interaction_contacts
    ADD CONSTRAINT interaction_contacts_pkey PRIMARY KEY (interaction_id, contact_id);

ALTER TABLE ONLY public.interaction_organisations
    ADD CONSTRAINT interaction_organisations_pkey PRIMARY KEY (interaction_id, organisation_id);

ALTER TABLE ONLY public.interaction_projects
    ADD CONSTRAINT interaction_projects_pkey PRIMARY KEY (interaction_id, project_id);

ALTER TABLE ONLY public.interactions
    ADD CONSTRAINT interactions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal_projects
    ADD CONSTRAINT journal_projects_pkey PRIMARY KEY (project_id, entry_id);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_apart_excl EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH =, daterange(first_day, last_day, '[]'::text) WITH &&);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_former_hash_unique UNIQUE (former_hash);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_hash_unique UNIQUE (hash);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.login_failures
    ADD CONSTRAINT login_failures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.not_duplicates
    ADD CONSTRAINT not_duplicates_pkey PRIMARY KEY (kind, one_id, other_id);

ALTER TABLE ONLY public.notices_mailed
    ADD CONSTRAINT notices_mailed_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.notices_off
    ADD CONSTRAINT notices_off_pkey PRIMARY KEY (person_id, kind);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (person_id, subject_kind, subject_id, what);

ALTER TABLE ONLY public.organisation_index
    ADD CONSTRAINT organisation_index_pkey PRIMARY KEY (organisation_id) INCLUDE (last_day);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_kept
    ADD CONSTRAINT outbox_kept_pkey PRIMARY KEY (letter_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_letter_key UNIQUE (kind, person_id, period);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outings
    ADD CONSTRAINT outings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outsiders
    ADD CONSTRAINT outsiders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.own_tasks
    ADD CONSTRAINT own_tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.password_links
    ADD CONSTRAINT password_links_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_weeks
    ADD CONSTRAINT person_weeks_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.piece_needs
    ADD CONSTRAINT piece_needs_pkey PRIMARY KEY (piece_id, need_id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_templates
    ADD CONSTRAINT plan_templates_key_key UNIQUE (key);

ALTER TABLE ONLY public.plan_templates
    ADD CONSTRAINT plan_templates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_hand_excl EXCLUDE USING gist (hand WITH =, during WITH &&) WHERE (firm);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_pkey PRIMARY KEY (posting_id);

ALTER TABLE ONLY public.project_members
    ADD CONSTRAINT project_members_pkey PRIMARY KEY (project_id, person_id);

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_line_id_key UNIQUE (line_id);

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_slot_id_key UNIQUE (slot_id);

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_space_excl EXCLUDE USING gist (space_id WITH =, during WITH &&) WHERE (firm);

ALTER TABLE ONLY public.response_checks
    ADD CONSTRAINT response_checks_pkey PRIMARY KEY (response_id);

ALTER TABLE ONLY public.response_counts
    ADD CONSTRAINT response_counts_pkey PRIMARY KEY (collection_id, form_id, project_id, channel, part);

ALTER TABLE ONLY public.response_texts
    ADD CONSTRAINT response_texts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_key_key UNIQUE (key);

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.responses_set_aside
    ADD CONSTRAINT responses_set_aside_pkey PRIMARY KEY (response_id);

ALTER TABLE ONLY public.result_tasks
    ADD CONSTRAINT result_tasks_pkey PRIMARY KEY (task_id);

ALTER TABLE ONLY public.retentions
    ADD CONSTRAINT retentions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (room, id);

ALTER TABLE ONLY public.row_changes
    ADD CONSTRAINT row_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.saved_lists
    ADD CONSTRAINT saved_lists_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.service_calendar
    ADD CONSTRAINT service_calendar_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token);

ALTER TABLE ONLY public.skill_holders
    ADD CONSTRAINT skill_holders_pkey PRIMARY KEY (skill_id, hand);

ALTER TABLE ONLY public.skills
    ADD CONSTRAINT skills_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.slot_needs
    ADD CONSTRAINT slot_needs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.spaces
    ADD CONSTRAINT spaces_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.tag_thresholds
    ADD CONSTRAINT tag_thresholds_pkey PRIMARY KEY (tag);

ALTER TABLE ONLY public.task_needs
    ADD CONSTRAINT task_needs_pkey PRIMARY KEY (project_id, task_id, need_id);

ALTER TABLE ONLY public.task_numbers
    ADD CONSTRAINT task_numbers_pkey PRIMARY KEY (project_id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_project_id_id_key UNIQUE (project_id, id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_project_id_number_key UNIQUE (project_id, number);

ALTER TABLE ONLY public.territories
    ADD CONSTRAINT territories_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory_towns
    ADD CONSTRAINT territory_towns_pkey PRIMARY KEY (district_id, town_id);

ALTER TABLE ONLY public.thread_mentions
    ADD CONSTRAINT thread_mentions_pkey PRIMARY KEY (text_id, person_id);

ALTER TABLE ONLY public.thread_texts
    ADD CONSTRAINT thread_texts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.undone
    ADD CONSTRAINT undone_pkey PRIMARY KEY (act);

CREATE INDEX activities_project_idx ON public.activities USING btree (project_id);

CREATE INDEX activities_proposed_idx ON public.activities USING btree (updated_at) WHERE ((state = 'proposed'::text) AND (deleted_at IS NULL));

CREATE INDEX activities_taken_from_idx ON public.activities USING btree (taken_from) WHERE (taken_from IS NOT NULL);

CREATE INDEX activity_organisations_organisation_idx ON public.activity_organisations USING btree (organisation_id);

CREATE INDEX agreement_organisations_organisation_idx ON public.agreement_organisations USING btree (organisation_id);

CREATE INDEX agreements_last_day_idx ON public.agreements USING btree (last_day) WHERE ((deleted_at IS NULL) AND (state = 'signed'::text));

CREATE INDEX agreements_project_idx ON public.agreements USING btree (project_id);

CREATE INDEX attendance_taps_audience_idx ON public.attendance_taps USING btree (audience_id) WHERE (audience_id IS NOT NULL);

CREATE INDEX attendance_taps_created_by_idx ON public.attendance_taps USING btree (created_by);

CREATE INDEX attendance_taps_door_idx ON public.attendance_taps USING btree (door_id) WHERE (door_id IS NOT NULL);

CREATE INDEX attendance_taps_slot_idx ON public.attendance_taps USING btree (slot_id);

CREATE UNIQUE INDEX attendance_taps_undoes_key ON public.attendance_taps USING btree (undoes) WHERE (undoes <> ''::text);

CREATE INDEX booking_lines_equipment_idx ON public.booking_lines USING btree (equipment_id);

CREATE INDEX bookings_project_idx ON public.bookings USING btree (project_id);

CREATE UNIQUE INDEX bookings_slot_key ON public.bookings USING btree (slot_id) WHERE (slot_id IS NOT NULL);

CREATE INDEX checklist_items_task_idx ON public.checklist_items USING btree (task_id, "position");

CREATE INDEX collections_form_idx ON public.collections USING btree (form_id);

CREATE INDEX collections_project_idx ON public.collections USING btree (project_id);

CREATE INDEX collections_slot_idx ON public.collections USING btree (slot_id) WHERE (slot_id IS NOT NULL);

CREATE INDEX contact_index_alike_idx ON public.contact_index USING gin (alike);

CREATE INDEX contact_index_called_idx ON public.contact_index USING btree (called, contact_id) WHERE standing;

CREATE INDEX contact_index_sought_idx ON public.contact_index USING gin (sought public.gin_trgm_ops);

CREATE INDEX contact_index_words_idx ON public.contact_index USING gin (words);

CREATE INDEX contacts_consent_idx ON public.contacts USING btree (consent) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE INDEX contacts_deleted_idx ON public.contacts USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX contacts_merged_idx ON public.contacts USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX contacts_name_idx ON public.contacts USING btree (last_name COLLATE "fr-x-icu", first_name COLLATE "fr-x-icu", id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE UNIQUE INDEX count_audiences_name_key ON public.count_audiences USING btree (name_folded);

CREATE INDEX count_doors_created_by_idx ON public.count_doors USING btree (created_by);

CREATE INDEX count_doors_project_idx ON public.count_doors USING btree (project_id);

CREATE INDEX count_doors_slot_idx ON public.count_doors USING btree (slot_id) WHERE (slot_id IS NOT NULL);

CREATE INDEX day_entries_project_idx ON public.day_entries USING btree (project_id, day);

CREATE INDEX day_entries_slot_idx ON public.day_entries USING btree (slot_id) WHERE (slot_id IS NOT NULL);

CREATE INDEX day_ticks_project_idx ON public.day_ticks USING btree (project_id, day);

CREATE INDEX deliveries_organisation_idx ON public.deliveries USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX deliveries_piece_idx ON public.deliveries USING btree (piece_id) WHERE (piece_id IS NOT NULL);

CREATE INDEX deliveries_project_idx ON public.deliveries USING btree (project_id);

CREATE INDEX document_contents_model_idx ON public.document_contents USING btree (model_id);

CREATE UNIQUE INDEX document_models_name_key ON public.document_models USING btree (name_folded) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX document_models_shipped_key ON public.document_models USING btree (shipped) WHERE (shipped <> ''::text);

CREATE UNIQUE INDEX equipment_name_key ON public.equipment USING btree (name_folded) WHERE (deleted_at IS NULL);

CREATE INDEX equipment_set_items_equipment_idx ON public.equipment_set_items USING btree (equipment_id);

CREATE UNIQUE INDEX equipment_sets_name_key ON public.equipment_sets USING btree (name_folded) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX events_edition_key ON public.events USING btree (series_key, year) WHERE (deleted_at IS NULL);

CREATE INDEX events_first_day_idx ON public.events USING btree (first_day) WHERE (deleted_at IS NULL);

CREATE INDEX files_deleted_idx ON public.files USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE UNIQUE INDEX files_object_key ON public.files USING btree (object) WHERE (object <> ''::text);

CREATE INDEX files_subject_idx ON public.files USING btree (subject_kind, subject_id, id);

CREATE INDEX forms_project_idx ON public.forms USING btree (project_id) WHERE (project_id IS NOT NULL);

CREATE INDEX imports_created_by_idx ON public.imports USING btree (created_by, id);

CREATE INDEX imports_touched_idx ON public.imports USING btree (touched_at);

CREATE INDEX interaction_contacts_contact_idx ON public.interaction_contacts USING btree (contact_id, interaction_id);

CREATE INDEX interaction_organisations_organisation_idx ON public.interaction_organisations USING btree (organisation_id, interaction_id);

CREATE INDEX interaction_projects_project_idx ON public.interaction_projects USING btree (project_id, interaction_id);

CREATE INDEX interactions_day_idx ON public.interactions USING btree (day DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX interactions_deleted_idx ON public.interactions USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX interactions_own_task_idx ON public.interactions USING btree (own_task_id) WHERE (own_task_id IS NOT NULL);

CREATE INDEX interactions_task_idx ON public.interactions USING btree (task_id) WHERE (task_id IS NOT NULL);

CREATE INDEX journal_act_idx ON public.journal USING btree (act) WHERE (act IS NOT NULL);

CREATE INDEX journal_at_idx ON public.journal USING btree (at, id);

CREATE INDEX journal_kept_idx ON public.journal USING btree (subject_kind, subject_id) WHERE kept_from_some;

CREATE INDEX journal_person_idx ON public.journal USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX journal_projects_entry_idx ON public.journal_projects USING btree (entry_id);

CREATE INDEX journal_subject_idx ON public.journal USING btree (subject_kind, subject_id, at DESC, id DESC);

CREATE INDEX journal_within_idx ON public.journal USING btree (within_kind, within_id, at DESC, id DESC) WHERE (within_kind IS NOT NULL);

CREATE INDEX leaves_person_idx ON public.leaves USING btree (person_id, first_day);

CREATE INDEX links_created_by_idx ON public.links USING btree (created_by) WHERE (created_by IS NOT NULL);

CREATE INDEX links_ended_by_idx ON public.links USING btree (ended_by) WHERE (ended_by IS NOT NULL);

CREATE INDEX links_subject_idx ON public.links USING btree (subject_kind, subject_id);

CREATE INDEX login_failures_account_idx ON public.login_failures USING btree (account_key, at);

CREATE INDEX login_failures_address_idx ON public.login_failures USING btree (address_key, at);

CREATE INDEX login_failures_pair_idx ON public.login_failures USING btree (account_key, address_key, at);

CREATE INDEX notices_unread_idx ON public.notices USING btree (person_id) WHERE (read_at IS NULL);

CREATE INDEX organisation_index_alike_idx ON public.organisation_index USING gin (alike);

CREATE INDEX organisation_index_called_idx ON public.organisation_index USING btree (called, organisation_id) WHERE standing;

CREATE INDEX organisation_index_last_idx ON public.organisation_index USING btree (last_day NULLS FIRST, organisation_id);

CREATE INDEX organisation_index_sought_idx ON public.organisation_index USING gin (sought public.gin_trgm_ops);

CREATE INDEX organisation_index_words_idx ON public.organisation_index USING gin (words);

CREATE INDEX organisations_deleted_idx ON public.organisations USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX organisations_kind_idx ON public.organisations USING btree (kind, name COLLATE "fr-x-icu", id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE INDEX organisations_merged_idx ON public.organisations USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX organisations_name_idx ON public.organisations USING btree (name COLLATE "fr-x-icu", id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE INDEX organisations_standing_idx ON public.organisations USING btree (id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE INDEX organisations_tags_idx ON public.organisations USING gin (tags);

CREATE INDEX organisations_territory_idx ON public.organisations USING btree (territory_id);

CREATE INDEX organisations_town_idx ON public.organisations USING btree (town COLLATE "fr-x-icu", name COLLATE "fr-x-icu", id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

CREATE INDEX outbox_due_idx ON public.outbox USING btree (due_at, id) WHERE (state = 'waiting'::text);

CREATE INDEX outbox_ended_idx ON public.outbox USING btree (ended_at) WHERE (state <> 'waiting'::text);

CREATE INDEX outings_organisation_idx ON public.outings USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX outings_project_idx ON public.outings USING btree (project_id);

CREATE INDEX own_tasks_person_idx ON public.own_tasks USING btree (person_id);

CREATE INDEX password_links_person_idx ON public.password_links USING btree (person_id);

CREATE UNIQUE INDEX people_email_key ON public.people USING btree (lower(email));

CREATE INDEX piece_needs_need_idx ON public.piece_needs USING btree (need_id);

CREATE INDEX pieces_agreement_idx ON public.pieces USING btree (agreement_id) WHERE (agreement_id IS NOT NULL);

CREATE INDEX pieces_contact_idx ON public.pieces USING btree (contact_id) WHERE (contact_id IS NOT NULL);

CREATE INDEX pieces_entry_idx ON public.pieces USING btree (entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX pieces_organisation_idx ON public.pieces USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX pieces_project_idx ON public.pieces USING btree (project_id);

CREATE INDEX pieces_task_idx ON public.pieces USING btree (task_id) WHERE (task_id IS NOT NULL);

CREATE INDEX postings_hand_idx ON public.postings USING btree (hand);

CREATE UNIQUE INDEX postings_hand_key ON public.postings USING btree (slot_id, hand) WHERE (ended_at IS NULL);

CREATE INDEX postings_need_idx ON public.postings USING btree (need_id);

CREATE INDEX postings_outsider_idx ON public.postings USING btree (outsider_id) WHERE (outsider_id IS NOT NULL);

CREATE INDEX posts_contact_idx ON public.posts USING btree (contact_id);

CREATE INDEX posts_organisation_idx ON public.posts USING btree (organisation_id);

CREATE INDEX presences_during_idx ON public.presences USING gist (hand, during);

CREATE INDEX presences_slot_idx ON public.presences USING btree (slot_id);

CREATE INDEX project_members_person_idx ON public.project_members USING btree (person_id);

CREATE INDEX project_partners_contact_idx ON public.project_partners USING btree (contact_id);

CREATE UNIQUE INDEX project_partners_once_key ON public.project_partners USING btree (project_id, organisation_id) WHERE (deleted_at IS NULL);

CREATE INDEX project_partners_organisation_idx ON public.project_partners USING btree (organisation_id);

CREATE INDEX project_partners_task_idx ON public.project_partners USING btree (task_id) WHERE (task_id IS NOT NULL);

CREATE INDEX projects_edition_of_idx ON public.projects USING btree (edition_of) WHERE (edition_of IS NOT NULL);

CREATE INDEX projects_event_idx ON public.projects USING btree (event_id);

CREATE INDEX projects_pilot_idx ON public.projects USING btree (pilot_id);

CREATE INDEX projects_status_idx ON public.projects USING btree (status) WHERE (deleted_at IS NULL);

CREATE INDEX registrations_organisation_idx ON public.registrations USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX registrations_slot_idx ON public.registrations USING btree (slot_id);

CREATE INDEX reservations_during_idx ON public.reservations USING gist (during);

CREATE INDEX reservations_equipment_idx ON public.reservations USING gist (equipment_id, during) WHERE (equipment_id IS NOT NULL);

CREATE INDEX reservations_unsure_idx ON public.reservations USING btree (equipment_id) WHERE ((equipment_id IS NOT NULL) AND (NOT firm));

CREATE INDEX response_counts_form_idx ON public.response_counts USING btree (form_id);

CREATE INDEX response_texts_response_idx ON public.response_texts USING btree (response_id);

CREATE INDEX responses_collection_idx ON public.responses USING btree (collection_id);

CREATE INDEX responses_form_idx ON public.responses USING btree (form_id, day);

CREATE INDEX responses_slot_idx ON public.responses USING btree (slot_id) WHERE (slot_id IS NOT NULL);

CREATE INDEX result_tasks_form_idx ON public.result_tasks USING btree (form_id);

CREATE INDEX result_tasks_text_idx ON public.result_tasks USING btree (text_id) WHERE (text_id IS NOT NULL);

CREATE INDEX row_changes_act_idx ON public.row_changes USING btree (act, id);

CREATE INDEX row_changes_at_idx ON public.row_changes USING btree (at);

CREATE INDEX row_changes_key_idx ON public.row_changes USING btree (relation, key, id);

CREATE INDEX saved_lists_person_idx ON public.saved_lists USING btree (person_id);

CREATE INDEX sessions_expiry_idx ON public.sessions USING btree (expiry);

CREATE INDEX skill_holders_hand_idx ON public.skill_holders USING btree (hand);

CREATE INDEX skill_holders_outsider_idx ON public.skill_holders USING btree (outsider_id) WHERE (outsider_id IS NOT NULL);

CREATE UNIQUE INDEX skills_name_key ON public.skills USING btree (name_folded) WHERE (deleted_at IS NULL);

CREATE INDEX slot_needs_skill_idx ON public.slot_needs USING btree (skill_id) WHERE (skill_id IS NOT NULL);

CREATE INDEX slot_needs_slot_idx ON public.slot_needs USING btree (slot_id);

CREATE INDEX slots_activity_idx ON public.slots USING btree (activity_id);

CREATE INDEX slots_space_idx ON public.slots USING btree (space_id) WHERE (space_id IS NOT NULL);

CREATE INDEX slots_starts_idx ON public.slots USING btree (starts_at) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX spaces_name_key ON public.spaces USING btree (name_folded) WHERE (deleted_at IS NULL);

CREATE INDEX submissions_at_idx ON public.submissions USING btree (at);

CREATE INDEX task_needs_need_idx ON public.task_needs USING btree (need_id);

CREATE INDEX tasks_finished_idx ON public.tasks USING btree (project_id, actual_finish) WHERE ((deleted_at IS NULL) AND (state = 'done'::text));

CREATE INDEX tasks_open_idx ON public.tasks USING btree (project_id) WHERE ((deleted_at IS NULL) AND (state <> ALL (ARRAY['done'::text, 'dropped'::text])));

CREATE INDEX tasks_project_idx ON public.tasks USING btree (project_id, "position") WHERE (deleted_at IS NULL);

CREATE INDEX tasks_responsible_idx ON public.tasks USING btree (responsible_id) WHERE ((deleted_at IS NULL) AND (state <> ALL (ARRAY['done'::text, 'dropped'::text])));

CREATE UNIQUE INDEX territories_code_key ON public.territories USING btree (kind, code) WHERE ((code <> ''::text) AND (deleted_at IS NULL));

CREATE UNIQUE INDEX territories_town_key ON public.territories USING btree (name_folded) WHERE ((kind = 'town'::text) AND (deleted_at IS NULL));

CREATE INDEX territory_towns_town_idx ON public.territory_towns USING btree (town_id);

CREATE INDEX thread_texts_removed_idx ON public.thread_texts USING btree (removed_at) WHERE (removed_at IS NOT NULL);

CREATE INDEX thread_texts_subject_idx ON public.thread_texts USING btree (subject_kind, subject_id, id);

CREATE INDEX undone_by_idx ON public.undone USING btree (by);

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.activity_organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.day_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.day_ticks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.deliveries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.duty_phones DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.outings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.outsiders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.registrations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.skill_holders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.skills DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.slot_needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.slots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR DELETE OR UPDATE ON public.spaces DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER activity_holds_equipment AFTER UPDATE OF state, deleted_at ON public.activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.activity_holds_equipment();

CREATE CONSTRAINT TRIGGER activity_holds_people AFTER UPDATE OF state, deleted_at ON public.activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.activity_holds_people();

CREATE CONSTRAINT TRIGGER activity_holds_space AFTER UPDATE OF state, deleted_at ON public.activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.activity_holds_space();

CREATE CONSTRAINT TRIGGER booking_holds AFTER UPDATE OF starts_at, ends_at, slot_id, project_id, deleted_at ON public.bookings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.booking_holds();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.interactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.not_duplicates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER DELETE OR UPDATE ON public.own_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.piece_needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.pieces DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.project_partners DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.saved_lists DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.tag_thresholds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.territories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR DELETE OR UPDATE ON public.territory_towns DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_change();

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR DELETE OR UPDATE ON public.booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_equipment();

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR DELETE OR UPDATE ON public.bookings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_equipment();

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR DELETE OR UPDATE ON public.equipment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_equipment();

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR DELETE OR UPDATE ON public.equipment_set_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_equipment();

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR DELETE OR UPDATE ON public.equipment_sets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_equipment();

CREATE TRIGGER count_responses_arrived AFTER INSERT ON public.responses FOR EACH ROW EXECUTE FUNCTION public.count_response();

CREATE TRIGGER count_responses_gone AFTER DELETE ON public.responses REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.count_responses();

CREATE CONSTRAINT TRIGGER equipment_counts AFTER UPDATE OF quantity, broken, missing, active, deleted_at ON public.equipment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.equipment_counts();

CREATE TRIGGER keep_form_version BEFORE UPDATE OF form_id, number, definition ON public.form_versions FOR EACH ROW EXECUTE FUNCTION public.keep_form_version();

CREATE TRIGGER leave_space AFTER UPDATE OF starts_at, ends_at, space_id, set_up, tidy, status, deleted_at ON public.slots FOR EACH ROW EXECUTE FUNCTION public.leave_space();

CREATE CONSTRAINT TRIGGER line_frees AFTER DELETE ON public.booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.line_frees();

CREATE CONSTRAINT TRIGGER line_holds AFTER INSERT OR UPDATE OF quantity, equipment_id, booking_id, back_at ON public.booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.line_holds();

CREATE CONSTRAINT TRIGGER need_holds AFTER UPDATE OF deleted_at ON public.slot_needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.need_holds();

CREATE TRIGGER need_leaves AFTER UPDATE OF deleted_at ON public.slot_needs FOR EACH ROW EXECUTE FUNCTION public.need_leaves();

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.activities FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.activity_organisations FOR EACH ROW EXECUTE FUNCTION public.note_row_change('activity_id', 'organisation_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.agreement_organisations FOR EACH ROW EXECUTE FUNCTION public.note_row_change('agreement_id', 'organisation_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.agreements FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.attendance_reasons FOR EACH ROW EXECUTE FUNCTION public.note_row_change('slot_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.bank_questions FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.booking_lines FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.bookings FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.checklist_items FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.closures FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.collections FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.count_audiences FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.day_entries FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.deliveries FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.document_models FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.equipment FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.equipment_set_items FOR EACH ROW EXECUTE FUNCTION public.note_row_change('set_id', 'equipment_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.equipment_sets FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.file_entries FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.files FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.forms FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_contacts FOR EACH ROW EXECUTE FUNCTION public.note_row_change('interaction_id', 'contact_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_organisations FOR EACH ROW EXECUTE FUNCTION public.note_row_change('interaction_id', 'organisation_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.interaction_projects FOR EACH ROW EXECUTE FUNCTION public.note_row_change('interaction_id', 'project_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.interactions FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.leaves FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.outings FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.outsiders FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.own_tasks FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.person_weeks FOR EACH ROW EXECUTE FUNCTION public.note_row_change('person_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.piece_needs FOR EACH ROW EXECUTE FUNCTION public.note_row_change('piece_id', 'need_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.pieces FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.plan_templates FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.postings FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.posts FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.project_members FOR EACH ROW EXECUTE FUNCTION public.note_row_change('project_id', 'person_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.project_partners FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.projects FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.registrations FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.response_texts FOR EACH ROW WHEN ((current_setting('parvis.corrects'::text, true) = 'yes'::text)) EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER UPDATE OF choices, day, language, help ON public.responses FOR EACH ROW WHEN ((old.channel = 'paper'::text)) EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.responses_set_aside FOR EACH ROW EXECUTE FUNCTION public.note_row_change('response_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.result_tasks FOR EACH ROW EXECUTE FUNCTION public.note_row_change('task_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.retentions FOR EACH ROW EXECUTE FUNCTION public.note_row_change('key');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.service_calendar FOR EACH ROW EXECUTE FUNCTION public.note_row_change('only_one');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.skill_holders FOR EACH ROW EXECUTE FUNCTION public.note_row_change('skill_id', 'hand');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.skills FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.slot_needs FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.slots FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.spaces FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.tag_thresholds FOR EACH ROW EXECUTE FUNCTION public.note_row_change('tag');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.task_needs FOR EACH ROW EXECUTE FUNCTION public.note_row_change('task_id', 'need_id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.territories FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE TRIGGER note_row_change AFTER INSERT OR DELETE OR UPDATE ON public.territory_towns FOR EACH ROW EXECUTE FUNCTION public.note_row_change('district_id', 'town_id');

CREATE TRIGGER note_row_change AFTER UPDATE OF subject_id ON public.thread_texts FOR EACH ROW EXECUTE FUNCTION public.note_row_change('id');

CREATE CONSTRAINT TRIGGER posting_holds AFTER INSERT OR UPDATE OF answer, ended_at ON public.postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.posting_holds();

CREATE TRIGGER posting_leaves AFTER UPDATE OF answer, ended_at ON public.postings FOR EACH ROW EXECUTE FUNCTION public.posting_leaves();

CREATE CONSTRAINT TRIGGER project_holds_equipment AFTER UPDATE OF deleted_at ON public.projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.project_holds_equipment();

CREATE CONSTRAINT TRIGGER project_holds_people AFTER UPDATE OF deleted_at ON public.projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.project_holds_people();

CREATE CONSTRAINT TRIGGER project_holds_space AFTER UPDATE OF deleted_at ON public.projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.project_holds_space();

CREATE CONSTRAINT TRIGGER slot_holds_equipment AFTER UPDATE OF starts_at, ends_at, set_up, tidy, status, deleted_at ON public.slots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.slot_holds_equipment();

CREATE CONSTRAINT TRIGGER slot_holds_people AFTER UPDATE OF starts_at, ends_at, status, deleted_at ON public.slots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.slot_holds_people();

CREATE CONSTRAINT TRIGGER slot_holds_space AFTER INSERT OR UPDATE OF starts_at, ends_at, space_id, set_up, tidy, status, deleted_at ON public.slots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.slot_holds_space();

CREATE TRIGGER slot_leaves_people AFTER UPDATE OF starts_at, ends_at, status, deleted_at ON public.slots FOR EACH ROW EXECUTE FUNCTION public.slot_leaves_people();

CREATE TRIGGER sum_attendance_tap AFTER INSERT ON public.attendance_taps FOR EACH ROW EXECUTE FUNCTION public.sum_attendance_tap();

CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR DELETE OR UPDATE ON public.attendance_reasons DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_attendance();

CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR DELETE OR UPDATE ON public.attendance_taps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_attendance();

CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR DELETE OR UPDATE ON public.count_audiences DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_attendance();

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_taken_from_fkey FOREIGN KEY (taken_from) REFERENCES public.activities(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.activity_organisations
    ADD CONSTRAINT activity_organisations_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES public.activities(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.activity_organisations
    ADD CONSTRAINT activity_organisations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agreement_organisations
    ADD CONSTRAINT agreement_organisations_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES public.agreements(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agreement_organisations
    ADD CONSTRAINT agreement_organisations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.attendance_reasons
    ADD CONSTRAINT attendance_reasons_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.attendance_reasons
    ADD CONSTRAINT attendance_reasons_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attendance_sums
    ADD CONSTRAINT attendance_sums_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES public.count_audiences(id);

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_door_id_fkey FOREIGN KEY (door_id) REFERENCES public.count_doors(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attendance_taps
    ADD CONSTRAINT attendance_taps_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bank_questions
    ADD CONSTRAINT bank_questions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_back_by_fkey FOREIGN KEY (back_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES public.bookings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_equipment_id_fkey FOREIGN KEY (equipment_id) REFERENCES public.equipment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.booking_lines
    ADD CONSTRAINT booking_lines_out_by_fkey FOREIGN KEY (out_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checklist_items
    ADD CONSTRAINT checklist_items_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checklist_items
    ADD CONSTRAINT checklist_items_ticked_by_fkey FOREIGN KEY (ticked_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES public.count_audiences(id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_form_id_fkey FOREIGN KEY (form_id) REFERENCES public.forms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.contact_index
    ADD CONSTRAINT contact_index_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.contacts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.count_audiences
    ADD CONSTRAINT count_audiences_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.count_doors
    ADD CONSTRAINT count_doors_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.count_doors
    ADD CONSTRAINT count_doors_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.count_doors
    ADD CONSTRAINT count_doors_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.day_entries
    ADD CONSTRAINT day_entries_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.day_ticks
    ADD CONSTRAINT day_ticks_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.day_ticks
    ADD CONSTRAINT day_ticks_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_piece_id_fkey FOREIGN KEY (piece_id) REFERENCES public.pieces(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.document_contents
    ADD CONSTRAINT document_contents_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.document_models(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.document_models
    ADD CONSTRAINT document_models_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.duty_phones
    ADD CONSTRAINT duty_phones_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.equipment
    ADD CONSTRAINT equipment_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.equipment_set_items
    ADD CONSTRAINT equipment_set_items_equipment_id_fkey FOREIGN KEY (equipment_id) REFERENCES public.equipment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.equipment_set_items
    ADD CONSTRAINT equipment_set_items_set_id_fkey FOREIGN KEY (set_id) REFERENCES public.equipment_sets(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.equipment_sets
    ADD CONSTRAINT equipment_sets_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_series_key_fkey FOREIGN KEY (series_key) REFERENCES public.event_series(key);

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.file_scans
    ADD CONSTRAINT file_scans_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.file_thumbnails
    ADD CONSTRAINT file_thumbnails_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.form_rereads
    ADD CONSTRAINT form_rereads_version_fkey FOREIGN KEY (form_id, number) REFERENCES public.form_versions(form_id, number) ON DELETE CASCADE;

ALTER TABLE ONLY public.form_versions
    ADD CONSTRAINT form_versions_form_id_fkey FOREIGN KEY (form_id) REFERENCES public.forms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.form_versions
    ADD CONSTRAINT form_versions_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.forms
    ADD CONSTRAINT forms_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_contacts
    ADD CONSTRAINT interaction_contacts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_contacts
    ADD CONSTRAINT interaction_contacts_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES public.interactions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_organisations
    ADD CONSTRAINT interaction_organisations_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES public.interactions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_organisations
    ADD CONSTRAINT interaction_organisations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_projects
    ADD CONSTRAINT interaction_projects_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES public.interactions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interaction_projects
    ADD CONSTRAINT interaction_projects_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.interactions
    ADD CONSTRAINT interactions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.interactions
    ADD CONSTRAINT interactions_own_task_id_fkey FOREIGN KEY (own_task_id) REFERENCES public.own_tasks(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.interactions
    ADD CONSTRAINT interactions_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.journal_projects
    ADD CONSTRAINT journal_projects_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.journal(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.not_duplicates
    ADD CONSTRAINT not_duplicates_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.notices_mailed
    ADD CONSTRAINT notices_mailed_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notices_off
    ADD CONSTRAINT notices_off_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organisation_index
    ADD CONSTRAINT organisation_index_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territories(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.outbox_kept
    ADD CONSTRAINT outbox_kept_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES public.outbox(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.outings
    ADD CONSTRAINT outings_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.outings
    ADD CONSTRAINT outings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.outings
    ADD CONSTRAINT outings_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.outsiders
    ADD CONSTRAINT outsiders_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.own_tasks
    ADD CONSTRAINT own_tasks_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.password_links
    ADD CONSTRAINT password_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_weeks
    ADD CONSTRAINT person_weeks_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.piece_needs
    ADD CONSTRAINT piece_needs_need_id_fkey FOREIGN KEY (need_id) REFERENCES public.pieces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.piece_needs
    ADD CONSTRAINT piece_needs_piece_id_fkey FOREIGN KEY (piece_id) REFERENCES public.pieces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES public.agreements(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.file_entries(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_need_id_fkey FOREIGN KEY (need_id) REFERENCES public.slot_needs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_outsider_id_fkey FOREIGN KEY (outsider_id) REFERENCES public.outsiders(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.postings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_members
    ADD CONSTRAINT project_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.project_members
    ADD CONSTRAINT project_members_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_partners
    ADD CONSTRAINT project_partners_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_edition_of_fkey FOREIGN KEY (edition_of) REFERENCES public.projects(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id);

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_pilot_id_fkey FOREIGN KEY (pilot_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_pilot_member_fkey FOREIGN KEY (id, pilot_id) REFERENCES public.project_members(project_id, person_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_space_id_fkey FOREIGN KEY (space_id) REFERENCES public.spaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.response_checks
    ADD CONSTRAINT response_checks_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.response_checks
    ADD CONSTRAINT response_checks_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.response_counts
    ADD CONSTRAINT response_counts_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.response_texts
    ADD CONSTRAINT response_texts_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES public.count_audiences(id);

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.responses_set_aside
    ADD CONSTRAINT responses_set_aside_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.responses_set_aside
    ADD CONSTRAINT responses_set_aside_response_id_fkey FOREIGN KEY (response_id) REFERENCES public.responses(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.responses
    ADD CONSTRAINT responses_version_fkey FOREIGN KEY (form_id, number) REFERENCES public.form_versions(form_id, number);

ALTER TABLE ONLY public.result_tasks
    ADD CONSTRAINT result_tasks_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.result_tasks
    ADD CONSTRAINT result_tasks_form_id_fkey FOREIGN KEY (form_id) REFERENCES public.forms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.result_tasks
    ADD CONSTRAINT result_tasks_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.result_tasks
    ADD CONSTRAINT result_tasks_text_id_fkey FOREIGN KEY (text_id) REFERENCES public.response_texts(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.saved_lists
    ADD CONSTRAINT saved_lists_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.skill_holders
    ADD CONSTRAINT skill_holders_outsider_id_fkey FOREIGN KEY (outsider_id) REFERENCES public.outsiders(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.skill_holders
    ADD CONSTRAINT skill_holders_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.skill_holders
    ADD CONSTRAINT skill_holders_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES public.skills(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.skills
    ADD CONSTRAINT skills_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.slot_needs
    ADD CONSTRAINT slot_needs_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.slot_needs
    ADD CONSTRAINT slot_needs_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES public.skills(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.slot_needs
    ADD CONSTRAINT slot_needs_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES public.slots(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES public.activities(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_space_id_fkey FOREIGN KEY (space_id) REFERENCES public.spaces(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.spaces
    ADD CONSTRAINT spaces_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.task_needs
    ADD CONSTRAINT task_needs_need_fkey FOREIGN KEY (project_id, need_id) REFERENCES public.tasks(project_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.task_needs
    ADD CONSTRAINT task_needs_task_fkey FOREIGN KEY (project_id, task_id) REFERENCES public.tasks(project_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.task_numbers
    ADD CONSTRAINT task_numbers_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.territories
    ADD CONSTRAINT territories_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE ONLY public.territory_towns
    ADD CONSTRAINT territory_towns_district_id_fkey FOREIGN KEY (district_id) REFERENCES public.territories(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.territory_towns
    ADD CONSTRAINT territory_towns_town_id_fkey FOREIGN KEY (town_id) REFERENCES public.territories(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.thread_mentions
    ADD CONSTRAINT thread_mentions_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.thread_mentions
    ADD CONSTRAINT thread_mentions_text_id_fkey FOREIGN KEY (text_id) REFERENCES public.thread_texts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.thread_texts
    ADD CONSTRAINT thread_texts_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.people(id);

ALTER TABLE ONLY public.thread_texts
    ADD CONSTRAINT thread_texts_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES public.people(id);

