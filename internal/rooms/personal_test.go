package rooms_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/personal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/privacy"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// service is a database where somebody is named wherever words can stand.
type service struct {
	*testing.T
	db      *pgxpool.Pool
	rooms   rooms.Rooms
	by      account.By
	contact int64
	other   int64
}

const (
	firstName = "Zoézibulle"
	lastName  = "Martineauzib-Duvalzib"
	address   = "zzib@exemple.test"
	number    = "+33199887766"
)

// texts are how she is named: in other capitals, without accents, by either name.
var texts = []string{"voir " + firstName + " bientôt", "VOIR ZOEZIBULLE", "Mme martineauzib duvalzib", "écrire à " + strings.ToUpper(address), "au 01 99 88 77 66"}

func newService(t *testing.T) *service {
	t.Helper()
	db := pgtest.New(t)
	s := &service{T: t, db: db, rooms: rooms.ForTests(db)}
	r, ctx := s.rooms, t.Context()
	head, err := r.Accounts.Seed(ctx, account.Identity{Name: "Claire Vasseur", Email: "cheffe@musee.test", Role: access.Head}, "une phrase de passe")
	s.must(err)
	day := workcal.Of(2025, 4, 7)
	s.by = head.On(day)
	draft := partner.BlankContact
	draft.FirstName, draft.LastName, draft.Emails, draft.Phones = firstName, lastName, []string{address}, []partner.Phone{partner.Phone(number)}
	organisation, err := r.Partners.Create(ctx, s.by, "", partner.OrganisationDraft{Name: "Association du Test", Kind: "PREV"})
	s.must(err)
	s.contact, err = r.Partners.CreateContact(ctx, s.by, "", draft, organisation, partner.PostDraft{Role: "directrice"})
	s.must(err)
	otherDraft := partner.BlankContact
	otherDraft.FirstName, otherDraft.LastName = "Nadia", "Autre"
	s.other, err = r.Partners.CreateContact(ctx, s.by, "", otherDraft, organisation, partner.PostDraft{})
	s.must(err)
	project, err := r.Programme.Create(ctx, s.by, "", programme.ProjectDraft{Kind: programme.EAC, Title: "Projet", PilotID: head.ID, First: day, Last: day})
	s.must(err)
	task, err := r.Plans.CreateTask(ctx, s.by, project, plan.Draft{Title: "Rappeler " + firstName, Category: plan.Logistics, Duration: 1}, "")
	s.must(err)
	_, err = r.Plans.AddOwn(ctx, s.by, plan.OwnDraft{Title: "Rappeler " + lastName}, "")
	s.must(err)
	_, err = r.Partners.Log(ctx, s.by, "", partner.InteractionDraft{Channel: partner.Call, Day: day, Summary: firstName + " rappelle", Organisations: []partner.Ref{{ID: organisation}},
		Contacts: []partner.Ref{{ID: s.contact}}}, partner.Next{})
	s.must(err)
	s.exec(`INSERT INTO checklist_items (task_id, position, label) VALUES ($1, 1, 'x')`, task)
	s.exec(`INSERT INTO thread_texts (subject_kind, subject_id, author_id, body, created_at) VALUES ('task', $1, $2, 'x', now())`, task, head.ID)
	s.exec(`INSERT INTO files (subject_kind, subject_id, name, type, size, sha256, created_by, created_at) VALUES ('task', $1, 'x', 'pdf', 1, sha256('x'), $2, now())`, task, head.ID)
	s.exec(`INSERT INTO closures (first_day, last_day, label) VALUES ('2025-05-01', '2025-05-01', 'x')`)
	s.exec(`INSERT INTO events (name, year, first_day, last_day) VALUES ('x', 2025, '2025-05-01', '2025-05-01')`)
	s.exec(`INSERT INTO spaces (name, name_folded, created_by, created_at, updated_at) VALUES ('x', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO outsiders (name, kind, created_by, created_at, updated_at) VALUES ('x', 'other', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO skills (name, name_folded, created_by, created_at, updated_at) VALUES ('x', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at) VALUES ('district', 'x', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO plan_templates (kind, name, body) VALUES ('eac', 'x', '{"format": 1, "tasks": []}')`)
	s.exec(`INSERT INTO links (hash, purpose, subject_kind, subject_id, label, created_at, created_by) VALUES (sha256('l'), 'feed', 'person', $1, 'x', now(), $1)`, head.ID)
	s.exec(`INSERT INTO project_partners (project_id, organisation_id, contact_id, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, now(), now())`, project, organisation, s.contact, head.ID)
	s.exec(`INSERT INTO agreements (title, kind, created_by, created_at, updated_at) VALUES ('x', 'other', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO file_entries (title, kind, part, direction, created_at, updated_at) VALUES ('x', 'other', 'other', 'send', now(), now())`)
	s.exec(`INSERT INTO pieces (project_id, title, kind, part, direction, contact_id, created_by, created_at, updated_at) VALUES ($1, 'x', 'other', 'other', 'send', $2, $3, now(), now())`, project, s.contact, head.ID)
	s.exec(`INSERT INTO deliveries (project_id, title, created_by, created_at, updated_at) VALUES ($1, 'x', $2, now(), now())`, project, head.ID)
	s.exec(`INSERT INTO activities (project_id, kind, title, state, because, created_by, created_at, updated_at) VALUES ($1, 'visit', 'x', 'set_aside', 'x', $2, now(), now())`, project, head.ID)
	s.exec(`WITH s AS (INSERT INTO slots (activity_id, starts_at, ends_at, status, created_by, created_at, updated_at) SELECT id, now(), now() + interval '1 hour', 'cancelled', $1, now(), now() FROM activities LIMIT 1 RETURNING id)
		INSERT INTO registrations (slot_id, name, headcount, created_by, created_at, updated_at) SELECT id, 'x', 1, $1, now(), now() FROM s`, head.ID)
	s.exec(`WITH n AS (INSERT INTO slot_needs (slot_id, label, wanted, position, created_by, created_at, updated_at) SELECT id, 'x', 1, 0, $1, now(), now() FROM slots LIMIT 1 RETURNING id, slot_id)
		INSERT INTO postings (need_id, slot_id, hand, person_id, created_by, created_at, updated_at) SELECT id, slot_id, $1, $1, $1, now(), now() FROM n`, head.ID)
	s.exec(`INSERT INTO equipment (name, name_folded, category, quantity, created_by, created_at, updated_at) VALUES ('x', 'x', 'other', 1, $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO equipment_sets (name, name_folded, created_by, created_at, updated_at) VALUES ('x', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO bookings (project_id, purpose, starts_at, ends_at, created_by, created_at, updated_at) VALUES ($1, 'x', now(), now() + interval '1 hour', $2, now(), now())`, project, head.ID)
	s.exec(`INSERT INTO outings (project_id, title, created_by, created_at, updated_at) VALUES ($1, 'x', $2, now(), now())`, project, head.ID)
	s.exec(`WITH f AS (INSERT INTO forms (title, purpose, draft, created_by, created_at, updated_at) VALUES ('x', 'team', '{}', $1, now(), now()) RETURNING id)
		INSERT INTO form_versions (form_id, number, definition, published_by, published_at) SELECT id, 1, '{}', $1, now() FROM f`, head.ID)
	s.exec(`INSERT INTO form_rereads (form_id, number, reread_by, reread_on) SELECT form_id, number, 'x', '2025-04-01' FROM form_versions`)
	s.exec(`INSERT INTO bank_questions (key, definition, created_at, updated_at) VALUES ('x', '{}', now(), now())`)
	s.exec(`DELETE FROM count_audiences WHERE id > (SELECT min(id) FROM count_audiences)`)
	s.exec(`INSERT INTO count_doors (project_id, day, name, created_by, created_at) SELECT id, '2025-06-14', 'Porte nord', $1, now() FROM projects LIMIT 1`, head.ID)
	s.exec(`INSERT INTO attendance_taps (key, slot_id, audience_id, measure, n, at, created_by, created_at) SELECT 'clé de seize signes', s.id, a.id, 'present', 1, now(), $1, now() FROM slots s, count_audiences a LIMIT 1`, head.ID)
	s.exec(`INSERT INTO day_entries (key, digest, project_id, kind, day, at, body, created_by, created_at, updated_at) SELECT 'clé de seize signes', sha256('x'), id, 'note', '2025-06-14', now(), 'x', $1, now(), now() FROM projects LIMIT 1`, head.ID)
	s.exec(`INSERT INTO day_ticks (key, project_id, day, line, done, at, created_by, created_at) SELECT 'clé de seize signes', id, '2025-06-14', 'montage:1', true, now(), $1, now() FROM projects LIMIT 1`, head.ID)
	s.exec(`INSERT INTO collections (form_id, project_id, label, token, created_by, created_at, updated_at) SELECT form_id, $2, 'x', 'abcdefghjkmnpqrstuvw', $1, now(), now() FROM form_versions`, head.ID, project)
	s.exec(`INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, day, channel, language, choices, entered_by) SELECT 'clé de seize signes', sha256('x'), form_id, 1, id, project_id, '2025-06-14', 'paper', 'fr', 'x=1', $1 FROM collections`, head.ID)
	s.exec(`INSERT INTO response_texts (response_id, question, body, body_folded) SELECT id, 'x', 'x', 'x' FROM responses`)
	s.exec(`INSERT INTO response_checks (response_id, choices, entered_by, entered_on) SELECT id, 'x=1', $1, '2025-06-14' FROM responses`, head.ID)
	s.exec(`INSERT INTO result_tasks (task_id, form_id, question, created_by, created_at) SELECT t.id, r.form_id, 'x', $1, now() FROM responses r, tasks t LIMIT 1`, head.ID)
	s.exec(`INSERT INTO responses_set_aside (response_id, reason, note, created_by, created_at) SELECT id, 'other', 'x', $1, now() FROM responses`, head.ID)
	s.exec(`INSERT INTO tag_thresholds (tag, months, updated_at) VALUES ('x', 3, now())`)
	s.exec(`INSERT INTO document_models (name, name_folded, kind, format, file_name, created_by, created_at, updated_at) VALUES ('x', 'x', 'autre', 'docx', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO saved_lists (name, query, person_id, created_at, updated_at) VALUES ('x', 'x', $1, now(), now())`, head.ID)
	s.exec(`INSERT INTO outbox (kind, person_id, period, message_id, asked_at, due_at) VALUES ('week', $1, 'p', 'm', now(), now())`, head.ID)
	s.exec(`INSERT INTO outbox_kept (letter_id, kept_at, name, address, subject, body) SELECT id, now(), 'x', 'x', 'x', 'x' FROM outbox`)
	s.exec(`INSERT INTO imports (kind, name, data, created_by, created_at, touched_at) VALUES ('contacts', 'x.csv', $2, $1, now(), now())`, head.ID, []byte("nom;prénom\n"+lastName+";"+firstName+"\n"))
	s.exec(`INSERT INTO import_columns (kind, headings, columns, touched_at) VALUES ('contacts', sha256('h'), '{}', now())`)
	s.exec(`INSERT INTO sessions (token, data, expiry) VALUES ('t', $1, now() + interval '1 day')`, []byte("\x00\x01"+firstName+"\x02"))
	s.name()
	return s
}

func (s *service) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *service) exec(sql string, args ...any) {
	s.Helper()
	if _, err := s.db.Exec(s.Context(), sql, args...); err != nil {
		s.Fatalf("%s: %v", sql, err)
	}
}

// name writes her name into every column of words of every declared table, which needs a row to write it to.
func (s *service) name() {
	s.Helper()
	types := map[string]string{}
	for _, c := range wordy(s.T, s.db) {
		types[c.Table+"."+c.Name] = c.Type
	}
	s.exec(`INSERT INTO row_changes (act, relation, key, before) VALUES (gen_random_uuid(), 'tasks', '{"id": 1}', '{}')`)
	for _, t := range s.rooms.Privacy.Tables() {
		var sets []string
		for c, how := range t.Columns {
			if !slices.Contains([]personal.How{personal.Typed, personal.Query, personal.Copied}, how) {
				continue
			}
			text := strings.ReplaceAll(strings.Join(texts, " ; "), "'", "''")
			if most := t.Most[c]; most > 0 {
				text = firstName + " " + lastName
			}
			value := "'" + text + "'"
			switch {
			case how == personal.Query:
				value = "'q=Zo%C3%A9zibulle+" + lastName + "&type=x'"
			case types[t.Name+"."+c] == "_text":
				value = "ARRAY['a', " + value + "]"
			case types[t.Name+"."+c] == "jsonb":
				value = "jsonb_build_object('k', jsonb_build_array(" + value + ", 3))"
				if t.Name == "plan_templates" {
					value = "body || " + value
				}
				if t.Name == "journal" {
					value = "jsonb_build_array(jsonb_build_object('label', 'Notes', 'after', '" + text + "'))"
				}
			}
			sets = append(sets, `"`+c+`" = `+value)
		}
		for folded, from := range t.Folds {
			sets = append(sets, folded+` = '`+french.Fold(strings.Join(texts, " ; "))+`'`)
			_ = from
		}
		if len(sets) == 0 {
			continue
		}
		slices.Sort(sets)
		done, err := s.db.Exec(s.Context(), `UPDATE `+t.Name+` SET `+strings.Join(sets, ", "))
		if err != nil || done.RowsAffected() == 0 {
			s.Fatalf("%s: %d rows hold her name, %v: this test needs a row of each table of words", t.Name, done.RowsAffected(), err)
		}
	}
}

// left tells which columns of which tables still name her, reading every row of the database.
func (s *service) left() (list []string) {
	s.Helper()
	m := personal.NewMatcher([]personal.Ways{personal.WaysOf(firstName, lastName, []string{address}, []string{number})}, nil)
	for _, c := range wordy(s.T, s.db) {
		read := fmt.Sprintf(`SELECT COALESCE(%q::text, '') FROM %s`, c.Name, c.Table)
		if c.Type == "bytea" {
			read = fmt.Sprintf(`SELECT COALESCE(encode(%q, 'escape'), '') FROM %s`, c.Name, c.Table)
		}
		values, err := postgres.Scalars[string](s.Context(), s.db, read, nil)
		s.must(err)
		for _, v := range values {
			folded := french.Fold(v)
			for _, token := range []string{"zibulle", "zib", "887766"} {
				if m.In(v) || strings.Contains(folded, token) {
					list = append(list, c.Table+"."+c.Name+": "+v)
					break
				}
			}
		}
	}
	return list
}

func (s *service) ticked() privacy.Choice {
	s.Helper()
	v, err := s.rooms.Privacy.Of(s.Context(), s.by, personal.Contact, s.contact)
	s.must(err)
	c := privacy.Choice{Words: []string{firstName, lastName}}
	for _, f := range v.Found {
		if f.Left || f.Excerpt == "" {
			s.Errorf("%+v is not ticked by itself", f)
		}
		c.Rows = append(c.Rows, f.Row)
	}
	if len(v.Found) < 15 || v.Copies < 5 || len(v.Sections) < 3 {
		s.Errorf("%d texts, %d copies, %d parts are shown", len(v.Found), v.Copies, len(v.Sections))
	}
	return c
}

func TestNothingOfTheDatabaseHoldsWhoWasErased(t *testing.T) {
	t.Parallel()
	s := newService(t)
	if n := len(s.left()); n < 60 {
		t.Fatalf("her name stands in %d places only", n)
	}
	view, err := s.rooms.Privacy.Of(t.Context(), s.by, personal.Contact, s.contact)
	s.must(err)
	for _, wanted := range []string{"Fiche de l’annuaire", "Fonctions", "Échanges", "Contact d’un partenaire de projet"} {
		if !slices.ContainsFunc(view.Sections, func(part personal.Section) bool { return part.Title == wanted }) {
			t.Errorf("what is held of her does not tell « %s »: %+v", wanted, view.Sections)
		}
	}
	done, err := s.rooms.Privacy.Erase(t.Context(), s.by, personal.Contact, s.contact, s.ticked())
	s.must(err)
	if len(done) < 6 {
		t.Errorf("the erasure says %q", done)
	}
	for _, where := range s.left() {
		t.Error(where)
	}
	if _, err := s.rooms.Partners.Contact(t.Context(), s.by, s.contact, 1); !fault.Is(err, fault.NotFound) {
		t.Errorf("her page: %v", err)
	}
	if sheet, err := s.rooms.Partners.Contact(t.Context(), s.by, s.other, 1); err != nil || sheet.LastName != "Autre" {
		t.Errorf("somebody else: %+v, %v", sheet, err)
	}
	if _, err := s.rooms.Privacy.Erase(t.Context(), s.by, personal.Contact, s.contact, privacy.Choice{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("erased twice: %v", err)
	}
	page, err := s.rooms.Privacy.History(t.Context(), s.by, 1)
	s.must(err)
	if len(page.Entries) != 1 || page.Entries[0].Changes[0].After != "1\u00a0contact" {
		t.Errorf("the log: %+v", page.Entries)
	}
	kept, err := postgres.Scalar[string](t.Context(), s.db, `SELECT c.last_name FROM interaction_contacts l JOIN contacts c ON c.id = l.contact_id`, nil)
	if err != nil || kept != partner.Gone {
		t.Errorf("the exchange was with %q, %v", kept, err)
	}
}

func TestWhatIsNotTickedStays(t *testing.T) {
	t.Parallel()
	s := newService(t)
	_, err := s.rooms.Privacy.Erase(t.Context(), s.by, personal.Contact, s.contact, privacy.Choice{Words: []string{firstName, lastName}})
	s.must(err)
	title, err := postgres.Scalar[string](t.Context(), s.db, `SELECT title FROM tasks`, nil)
	if err != nil || !strings.Contains(title, firstName) {
		t.Errorf("%q, %v", title, err)
	}
	said, err := postgres.Scalar[string](t.Context(), s.db, `SELECT max(changes::text) FROM journal`, nil)
	if err != nil || strings.Contains(said, firstName) {
		t.Errorf("the histories say %q, %v", said, err)
	}
}

func TestAPurgeLeavesNothingEither(t *testing.T) {
	t.Parallel()
	s := newService(t)
	later := s.by
	later.At = later.At.AddDate(4, 0, 0)
	s.exec(`UPDATE contacts SET created_at = '2025-04-07', updated_at = '2025-04-07'`)
	_, due, err := s.rooms.Privacy.Due(t.Context(), s.by, "contacts")
	if err != nil || len(due) != 0 {
		t.Errorf("due at once: %+v, %v", due, err)
	}
	_, due, err = s.rooms.Privacy.Due(t.Context(), later, "contacts")
	if err != nil || len(due) != 2 {
		t.Fatalf("due: %+v, %v", due, err)
	}
	n, err := s.rooms.Privacy.Purge(t.Context(), later, "contacts")
	if err != nil || n != 2 {
		t.Fatalf("%d purged, %v", n, err)
	}
	for _, where := range s.left() {
		t.Error(where)
	}
	later.At = later.At.AddDate(2, 0, 0)
	if n, err := s.rooms.Privacy.Purge(t.Context(), later, "echanges"); err != nil || n != 1 {
		t.Errorf("%d exchanges purged, %v", n, err)
	}
	if n, err := s.rooms.Privacy.Purge(t.Context(), later, "echanges"); err != nil || n != 0 {
		t.Errorf("%d exchanges purged again, %v", n, err)
	}
}

func TestADurationIsChosenWithinItsBoundsAndTakenBack(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := account.Gesture(t.Context())
	months := func() int {
		t.Helper()
		k, err := s.rooms.Privacy.Retention(t.Context(), s.by, "contacts")
		s.must(err)
		return k.Chosen
	}
	if err := s.rooms.Privacy.SetRetention(ctx, s.by, "contacts", 1, 121); !fault.Is(err, fault.Invalid) || months() != 36 {
		t.Errorf("121 months: %v", err)
	}
	s.must(s.rooms.Privacy.SetRetention(ctx, s.by, "contacts", 1, 24))
	if err := s.rooms.Privacy.SetRetention(t.Context(), s.by, "contacts", 1, 12); !fault.Is(err, fault.Conflict) || months() != 24 {
		t.Errorf("over an older version: %v, %d months", err, months())
	}
	_, err := s.rooms.Undo.Undo(account.Gesture(t.Context()), s.by, account.ActOf(ctx))
	s.must(err)
	if months() != 36 {
		t.Errorf("%d months once it is taken back", months())
	}
	if err := s.rooms.Privacy.SetRetention(ctx, s.by, "rien", 1, 12); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown kind: %v", err)
	}
}

func TestWhoLeftIsErasedOnceDisabled(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := t.Context()
	gone, err := s.rooms.Accounts.Seed(ctx, account.Identity{Name: "Ottilie Quetzalzib", Email: "oq@musee.test", Role: access.Team}, "une phrase de passe")
	s.must(err)
	_, err = s.rooms.Plans.AddOwn(ctx, gone.At(s.by.At), plan.OwnDraft{Title: "Appeler"}, "")
	s.must(err)
	s.exec(`UPDATE tasks SET title = 'Voir avec OTTILIE', notes = 'Quetzalzib'`)
	if _, err := s.rooms.Privacy.Erase(ctx, s.by, personal.Member, gone.ID, privacy.Choice{}); !fault.Is(err, fault.Invalid) {
		t.Fatalf("an active account: %v", err)
	}
	s.must(s.rooms.Accounts.Disable(ctx, s.by, gone.ID))
	v, err := s.rooms.Privacy.Of(ctx, s.by, personal.Member, gone.ID)
	s.must(err)
	choice := privacy.Choice{Words: []string{"Ottilie", "Quetzalzib"}}
	for _, f := range v.Found {
		choice.Rows = append(choice.Rows, f.Row)
	}
	_, err = s.rooms.Privacy.Erase(ctx, s.by, personal.Member, gone.ID, choice)
	s.must(err)
	for _, c := range wordy(t, s.db) {
		values, err := postgres.Scalars[string](ctx, s.db, fmt.Sprintf(`SELECT COALESCE(%q::text, '') FROM %s`, c.Name, c.Table), nil)
		s.must(err)
		for _, v := range values {
			if folded := french.Fold(v); strings.Contains(folded, "quetzal") || strings.Contains(folded, "ottilie") || strings.Contains(folded, "oq@musee") {
				t.Errorf("%s.%s: %s", c.Table, c.Name, v)
			}
		}
	}
	if err := s.rooms.Accounts.Enable(ctx, s.by, gone.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("who was erased comes back: %v", err)
	}
}

func TestOnlyTheHeadAnswersForPersonalData(t *testing.T) {
	t.Parallel()
	s := newService(t)
	team := s.by
	team.Role = access.Team
	_, err := s.rooms.Privacy.Of(t.Context(), team, personal.Contact, s.contact)
	_, searched := s.rooms.Privacy.Search(t.Context(), team, "zoé")
	_, erased := s.rooms.Privacy.Erase(t.Context(), team, personal.Contact, s.contact, privacy.Choice{})
	_, purged := s.rooms.Privacy.Purge(t.Context(), team, "contacts")
	for _, err := range []error{err, searched, erased, purged} {
		if !fault.Is(err, fault.Forbidden) {
			t.Error(err)
		}
	}
	v, err := s.rooms.Privacy.Search(t.Context(), s.by, "zoezibulle MARTINEAUZIB duvalzib")
	if err != nil || len(v.Found) == 0 {
		t.Errorf("%+v, %v", v, err)
	}
}
