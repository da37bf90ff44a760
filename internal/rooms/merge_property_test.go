package rooms_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// held are the tables that a merge may write, and how each is told; what is worked out of them is told too.
var held = []string{
	`SELECT 'organisation', o.id, name, kind, address, postal_code, town, phones, emails, website, tags, notes, merged_into, deleted_at FROM organisations o`,
	`SELECT 'contact', c.id, first_name, last_name, merged_into FROM contacts c`,
	`SELECT 'post', contact_id, organisation_id, role, since, until FROM posts`,
	`SELECT 'exchange', interaction_id, organisation_id FROM interaction_organisations`,
	`SELECT 'partner', project_id, organisation_id, stage, contact_id, notes, deleted_at FROM project_partners`,
	`SELECT 'agreement', agreement_id, organisation_id FROM agreement_organisations`,
	`SELECT 'activity', activity_id, organisation_id FROM activity_organisations`,
	`SELECT 'group', id, organisation_id FROM registrations WHERE organisation_id IS NOT NULL`,
	`SELECT 'file', id, subject_kind, subject_id, deleted_at FROM files`,
	`SELECT 'text', id, subject_kind, subject_id FROM thread_texts`,
	`SELECT 'found', organisation_id, sought, alike, last_day FROM organisation_index`,
}

// told is every row that a merge may write, as text, in order.
func told(t *rapid.T, db *pgxpool.Pool) []string {
	var all []string
	for _, sql := range held {
		rows, err := postgres.Scalars[string](t.Context(), db, `SELECT row_to_json(x)::text FROM (`+sql+`) x`, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	slices.Sort(all)
	return all
}

// TestAMergeLosesNothingDoublesNothingAndIsTakenBackWhole merges two organisations that have whatever organisations have, some of it in
// common, and takes the merge back.
func TestAMergeLosesNothingDoublesNothingAndIsTakenBackWhole(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	house := rooms.ForTests(db)
	now := time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	id, err := postgres.Scalar[int64](t.Context(), db, `INSERT INTO people (email, name, role, password_hash) VALUES ('claire@parvis.test', 'Claire Fontaine', 'head', 'x') RETURNING id`, nil)
	if err != nil {
		t.Fatal(err)
	}
	head := account.Person{ID: id, Name: "Claire Fontaine", Role: access.Head, Version: 1}.At(now)
	rapid.Check(t, func(t *rapid.T) {
		m := merging{T: t, house: house, db: db, by: head}
		m.exec(`TRUNCATE organisations, contacts, interactions, agreements, activities, projects, files, thread_texts CASCADE`, nil)
		keep, lose := m.organisation("La Maison"), m.organisation("La Maison bleue")
		m.fill(keep, lose)
		before := told(t, db)
		pair, err := house.Partners.Compare(t.Context(), head, keep, lose)
		m.must(err)
		ctx := account.Gesture(t.Context())
		m.must(house.Partners.Merge(ctx, head, keep, lose, partner.Versions{Keep: pair.Keep.Version, Lose: pair.Lose.Version}, rapid.SliceOf(rapid.SampledFrom(partner.OrganisationFields.Names())).Draw(t, "other")))
		m.merged(keep, lose, pair)
		_, err = house.Undo.Undo(t.Context(), head, account.ActOf(ctx))
		m.must(err)
		if after := told(t, db); !slices.Equal(after, before) {
			t.Fatalf("taken back:\n%s\nbefore:\n%s", strings.Join(missingIn(before, after), "\n"), strings.Join(missingIn(after, before), "\n"))
		}
	})
}

func missingIn(those, list []string) (missing []string) {
	for _, one := range list {
		if !slices.Contains(those, one) {
			missing = append(missing, one)
		}
	}
	return missing
}

type merging struct {
	*rapid.T
	house rooms.Rooms
	db    *pgxpool.Pool
	by    account.By
}

func (m merging) must(err error) {
	m.Helper()
	if err != nil {
		m.Fatal(err)
	}
}

func (m merging) exec(sql string, args pgx.NamedArgs) {
	m.Helper()
	_, err := m.db.Exec(m.Context(), sql, args)
	m.must(err)
}

func (m merging) organisation(name string) int64 {
	m.Helper()
	id, err := m.house.Partners.Create(m.Context(), m.by, "", partner.OrganisationDraft{Name: name, Kind: rapid.SampledFrom([]kinds.Code{kinds.MJC, kinds.Association}).Draw(m.T, "kind"),
		Address: rapid.SampledFrom([]string{"", "1, rue du Test", "2, rue du Test"}).Draw(m.T, "address"), Town: rapid.SampledFrom([]string{"", "Nanterre", "Colombes"}).Draw(m.T, "town"),
		Phones: rapid.SliceOfN(rapid.SampledFrom([]partner.Phone{"+33199000001", "+33199000002 accueil", "+33199000003"}), 0, 3).Draw(m.T, "phones"),
		Tags:   rapid.SliceOfN(rapid.SampledFrom([]string{"jeunesse", "été"}), 0, 2).Draw(m.T, "tags"), Notes: rapid.SampledFrom([]string{"", "Le lundi.", "Le mardi."}).Draw(m.T, "notes")})
	m.must(err)
	return id
}

// fill gives each of two organisations people, exchanges, projects, agreements, files and messages, some of them both.
func (m merging) fill(ids ...int64) {
	m.Helper()
	both := func(label string) []int64 {
		return rapid.SampledFrom([][]int64{nil, ids[:1], ids[1:], ids}).Draw(m.T, label)
	}
	for range rapid.IntRange(0, 3).Draw(m.T, "contacts") {
		contact, err := m.house.Partners.CreateContact(m.Context(), m.by, "", partner.ContactDraft{LastName: "Martin"}, 0, partner.PostDraft{})
		m.must(err)
		for _, id := range both("posts") {
			_, err := m.house.Partners.AddPost(m.Context(), m.by, "", contact, id, partner.PostDraft{Role: rapid.SampledFrom([]string{"", "Directrice"}).Draw(m.T, "role")})
			m.must(err)
		}
	}
	for range rapid.IntRange(0, 3).Draw(m.T, "exchanges") {
		if with := both("exchange"); len(with) > 0 {
			d := partner.InteractionDraft{Channel: partner.Call, Day: workcal.Of(2025, time.April, rapid.IntRange(1, 7).Draw(m.T, "day"))}
			for _, id := range with {
				d.Organisations = append(d.Organisations, partner.Ref{ID: id})
			}
			_, err := m.house.Partners.Log(m.Context(), m.by, "", d, partner.Next{})
			m.must(err)
		}
	}
	for n := range rapid.IntRange(0, 2).Draw(m.T, "projects") {
		project, err := m.house.Programme.Create(m.Context(), m.by, "", programme.ProjectDraft{Kind: programme.Twinning, Title: fmt.Sprint("Jumelage ", n), PilotID: m.by.ID, First: workcal.Of(2025, 9, 10), Last: workcal.Of(2025, 9, 10)})
		m.must(err)
		for _, id := range both("partners") {
			m.exec(`INSERT INTO project_partners (project_id, organisation_id, stage, notes, created_by, created_at, updated_at) VALUES (@project, @id, @stage, @notes, @by, now(), now())`,
				pgx.NamedArgs{"project": project, "id": id, "by": m.by.ID, "stage": rapid.SampledFrom([]string{"", "spotted", "interested", "engaged", "declined"}).Draw(m.T, "stage"),
					"notes": rapid.SampledFrom([]string{"", "Un mot.", "Un autre."}).Draw(m.T, "note")})
		}
	}
	for range rapid.IntRange(0, 2).Draw(m.T, "agreements") {
		agreement, err := postgres.Scalar[int64](m.Context(), m.db, `INSERT INTO agreements (title, kind, created_by, created_at, updated_at) VALUES ('Convention', 'other', @by, now(), now()) RETURNING id`, pgx.NamedArgs{"by": m.by.ID})
		m.must(err)
		for _, id := range both("agreement") {
			m.exec(`INSERT INTO agreement_organisations (agreement_id, organisation_id) VALUES (@agreement, @id)`, pgx.NamedArgs{"agreement": agreement, "id": id})
		}
	}
	for range rapid.IntRange(0, 2).Draw(m.T, "activities") {
		project, err := m.house.Programme.Create(m.Context(), m.by, "", programme.ProjectDraft{Kind: programme.EAC, Title: "Projet", PilotID: m.by.ID, First: workcal.Of(2025, 9, 10), Last: workcal.Of(2025, 9, 10)})
		m.must(err)
		id, err := m.house.Activities.Create(m.Context(), m.by, "", project, activity.Draft{Kind: activity.Visit, Title: "Visite"})
		m.must(err)
		for _, organisation := range both("activity") {
			m.exec(`INSERT INTO activity_organisations (activity_id, organisation_id) VALUES (@activity, @id)`, pgx.NamedArgs{"activity": id, "id": organisation})
			m.exec(`WITH s AS (INSERT INTO slots (activity_id, starts_at, ends_at, created_by, created_at, updated_at) VALUES (@activity, '2025-09-10 10:00Z', '2025-09-10 11:00Z', @by, now(), now()) RETURNING id)
				INSERT INTO registrations (slot_id, organisation_id, name, headcount, created_by, created_at, updated_at) SELECT id, @id, 'CE2', 24, @by, now(), now() FROM s`,
				pgx.NamedArgs{"activity": id, "id": organisation, "by": m.by.ID})
		}
	}
	for _, id := range both("files") {
		m.exec(`INSERT INTO files (subject_kind, subject_id, name, type, size, sha256, created_by, created_at) VALUES (@kind, @id, 'a.txt', 'txt', 1, decode(repeat('00', 32), 'hex'), @by, now())`,
			pgx.NamedArgs{"kind": string(journal.Organisation), "id": id, "by": m.by.ID})
		m.exec(`INSERT INTO thread_texts (subject_kind, subject_id, author_id, body, created_at) VALUES (@kind, @id, @by, 'Bonjour', now())`, pgx.NamedArgs{"kind": string(journal.Organisation), "id": id, "by": m.by.ID})
	}
}

// merged holds that the kept organisation has all that both had, once, and that the other has nothing any more.
func (m merging) merged(keep, lose int64, pair partner.Pair[partner.Organisation]) {
	m.Helper()
	for _, c := range []string{"posts.organisation_id", "interaction_organisations.organisation_id", "project_partners.organisation_id", "agreement_organisations.organisation_id", "activity_organisations.organisation_id", "registrations.organisation_id"} {
		table, column, _ := strings.Cut(c, ".")
		if n, err := postgres.Scalar[int](m.Context(), m.db, `SELECT count(*)::int FROM `+table+` WHERE `+column+` = @id`, pgx.NamedArgs{"id": lose}); err != nil || n != 0 {
			m.Errorf("%s: %d rows are the other one's still, %v", c, n, err)
		}
	}
	for what, sql := range map[string]string{
		"a post":      `SELECT count(*)::int FROM (SELECT 1 FROM posts WHERE organisation_id = @id GROUP BY contact_id, role, since, until HAVING count(*) > 1) x`,
		"a partner":   `SELECT count(*)::int FROM (SELECT 1 FROM project_partners WHERE organisation_id = @id AND deleted_at IS NULL GROUP BY project_id HAVING count(*) > 1) x`,
		"an exchange": `SELECT count(*)::int FROM (SELECT 1 FROM interaction_organisations WHERE organisation_id = @id GROUP BY interaction_id HAVING count(*) > 1) x`,
	} {
		if n, err := postgres.Scalar[int](m.Context(), m.db, sql, pgx.NamedArgs{"id": keep}); err != nil || n != 0 {
			m.Errorf("%s stands twice, %v", what, err)
		}
	}
	now, err := m.house.Partners.Organisation(m.Context(), m.by, keep, 1)
	m.must(err)
	for _, o := range []partner.Organisation{pair.Keep, pair.Lose} {
		for _, f := range partner.OrganisationFields {
			for line := range strings.Lines(f.Said(o.OrganisationDraft)) {
				if line = strings.TrimSpace(line); line != "" && !strings.Contains(f.Said(now.OrganisationDraft), line) && !strings.Contains(now.Notes, line) {
					m.Errorf("%s « %s » is lost: %+v", f.Label, line, now.OrganisationDraft)
				}
			}
		}
	}
}
