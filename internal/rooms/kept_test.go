package rooms_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

// TestWhatListsOfPartnersKeepIsWhatWouldBeRead has people do anything on two servers, and compares what each shows with what is read anew.
func TestWhatListsOfPartnersKeepIsWhatWouldBeRead(t *testing.T) {
	t.Parallel()
	k := keepingOf(t, programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", First: workcal.Of(2025, 9, 10), Last: workcal.Of(2025, 9, 10)})
	k.read = k.partners
	k.all(k.acts())
}

// keepingOf is a service whose head and team work on a project from two servers.
func keepingOf(t *testing.T, project programme.ProjectDraft) *keeping {
	t.Helper()
	db := pgtest.New(t)
	now := time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	person := func(email, name string, role access.Role) account.By {
		id, err := postgres.Scalar[int64](t.Context(), db, `INSERT INTO people (email, name, role, password_hash) VALUES (@email, @name, @role, 'x') RETURNING id`, pgx.NamedArgs{"email": email, "name": name, "role": string(role)})
		if err != nil {
			t.Fatal(err)
		}
		return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
	}
	k := &keeping{T: t, random: rand.New(rand.NewPCG(1, 2)), db: db, servers: []rooms.Rooms{rooms.ForTests(db), rooms.ForTests(db)}, head: person("claire@parvis.test", "Claire Fontaine", access.Head), team: person("samir@parvis.test", "Samir Benali", access.Team)}
	project.PilotID = k.head.ID
	var err error
	if k.project, err = k.servers[0].Programme.Create(t.Context(), k.head, "", project); err != nil {
		t.Fatal(err)
	}
	return k
}

// all does each act several times, by chance, and wants each done at least once.
func (k *keeping) all(acts map[string]func(rooms.Rooms) error) {
	k.Helper()
	done := map[string]int{}
	names := slices.Sorted(maps.Keys(acts))
	k.same("nothing")
	for round := 0; round < 2 || round < 20 && len(done) < len(names); round++ { // chance may ask for a thing before it can be done
		for _, i := range k.random.Perm(len(names)) {
			if err := acts[names[i]](k.servers[k.random.IntN(2)]); err == nil {
				done[names[i]]++
			} else if fault.KindOf(err) == fault.Internal {
				k.Fatalf("%s: %v", names[i], err)
			}
			k.same(names[i])
		}
	}
	for _, name := range names {
		if done[name] == 0 {
			k.Errorf("nobody could %s", name)
		}
	}
}

type keeping struct {
	*testing.T
	random     *rand.Rand
	db         *pgxpool.Pool
	servers    []rooms.Rooms
	head, team account.By
	project    int64
	last       string // act
	read       func(rooms.Rooms, account.By) map[string]any
}

func (k *keeping) every(sql string) []int64 {
	k.Helper()
	ids, err := postgres.Scalars[int64](k.Context(), k.db, sql, nil)
	if err != nil {
		k.Fatal(err)
	}
	return ids
}

func (k *keeping) some(sql string) int64 {
	k.Helper()
	ids := k.every(sql)
	if len(ids) == 0 {
		return 0
	}
	return pick(k, ids...)
}

func pick[T any](k *keeping, list ...T) T { return list[k.random.IntN(len(list))] }

func (k *keeping) version(table string, id int64) int {
	v, _ := postgres.Scalar[int](k.Context(), k.db, `SELECT version FROM `+table+` WHERE id = @id`, pgx.NamedArgs{"id": id})
	return v
}

func (k *keeping) name() string {
	return pick(k, "La Maison", "La Maison bleue", "Le Phare", "Le Chêne")
}

func (k *keeping) organisation(r rooms.Rooms) error {
	_, err := r.Partners.Create(k.gesture(), k.head, "", k.draft())
	return err
}

func (k *keeping) draft() partner.OrganisationDraft {
	return partner.OrganisationDraft{Name: k.name(), Kind: pick(k, kinds.MJC, kinds.Association),
		Territory: partner.Ref{ID: k.some(`SELECT id FROM territories WHERE deleted_at IS NULL UNION SELECT 0 ORDER BY 1`)},
		Tags:      []string{pick(k, "jeunesse", "été")}, Town: pick(k, "", "Nanterre")}
}

// acts are what people do that a list of partners may show.
func (k *keeping) acts() map[string]func(rooms.Rooms) error {
	organisation := func() int64 { return k.some(`SELECT id FROM organisations ORDER BY id`) }
	contact := func() int64 { return k.some(`SELECT id FROM contacts ORDER BY id`) }
	partnerOf := func() int64 { return k.some(`SELECT id FROM project_partners ORDER BY id`) }
	return map[string]func(rooms.Rooms) error{
		"add an organisation": func(r rooms.Rooms) error { return k.organisation(r) },
		"edit an organisation": func(r rooms.Rooms) error {
			id := organisation()
			return r.Partners.Edit(k.gesture(), k.head, id, k.version("organisations", id), k.draft())
		},
		"throw an organisation":   func(r rooms.Rooms) error { return r.Partners.Delete(k.gesture(), k.head, organisation()) },
		"restore an organisation": func(r rooms.Rooms) error { return r.Partners.Restore(k.gesture(), k.head, organisation()) },
		"merge": func(r rooms.Rooms) error {
			keep, lose := organisation(), organisation()
			return r.Partners.Merge(k.gesture(), k.head, keep, lose, partner.Versions{Keep: k.version("organisations", keep), Lose: k.version("organisations", lose)}, nil)
		},
		"not the same": func(r rooms.Rooms) error {
			return r.Partners.Apart(k.gesture(), k.head, organisation(), organisation())
		},
		"undo": func(r rooms.Rooms) error { _, err := r.Undo.Undo(k.Context(), k.head, k.last); return err },
		"log an exchange": func(r rooms.Rooms) error {
			d := partner.InteractionDraft{Channel: partner.Call, Day: workcal.Of(2025, time.April, (1 + k.random.IntN(7))), Organisations: []partner.Ref{{ID: k.some(`SELECT organisation_id FROM project_partners WHERE deleted_at IS NULL ORDER BY 1`)}}, Projects: []partner.Ref{{ID: k.project}},
				NextStep: "Rappeler", NextDay: workcal.Of(2025, time.April, 20)}
			_, err := r.Partners.Log(k.gesture(), k.head, "", d, partner.Next{Task: (k.random.IntN(2) == 0), Project: pick(k, 0, k.project)})
			return err
		},
		"throw an exchange": func(r rooms.Rooms) error {
			return r.Partners.DeleteExchange(k.gesture(), k.head, k.some(`SELECT id FROM interactions ORDER BY id`))
		},
		"tick a task": func(r rooms.Rooms) error {
			return r.Plans.TickTask(k.gesture(), k.head, k.some(`SELECT id FROM tasks ORDER BY id`))
		},
		"tick one's own": func(r rooms.Rooms) error {
			return r.Plans.TickOwn(k.gesture(), k.head, k.some(`SELECT id FROM own_tasks ORDER BY id`))
		},
		"add a contact": func(r rooms.Rooms) error {
			_, err := r.Partners.CreateContact(k.gesture(), k.head, "", partner.ContactDraft{LastName: k.name()}, organisation(), partner.PostDraft{})
			return err
		},
		"throw a contact": func(r rooms.Rooms) error { return r.Partners.DeleteContact(k.gesture(), k.head, contact()) },
		"remind of a tag": func(r rooms.Rooms) error {
			return r.Partners.SetTags(k.gesture(), k.head, []partner.Threshold{{Tag: "jeunesse", Months: (0 + k.random.IntN(3))}})
		},
		"keep a list": func(r rooms.Rooms) error {
			_, err := r.Partners.SaveList(k.gesture(), pick(k, k.head, k.team), partner.SavedList{Name: k.name(), Query: "tri=ville", Shared: true})
			return err
		},
		"add a territory": func(r rooms.Rooms) error {
			_, err := r.Territories.Create(k.gesture(), k.head, "", territory.Draft{Kind: territory.Town, Name: pick(k, "Nanterre", "Colombes")})
			return err
		},
		"throw a territory": func(r rooms.Rooms) error {
			return r.Territories.Delete(k.gesture(), k.head, k.some(`SELECT id FROM territories ORDER BY id`))
		},
		"add a partner": func(r rooms.Rooms) error {
			_, err := r.Partnerships.Add(k.gesture(), k.head, "", k.project, partnership.Draft{Organisation: partner.Ref{ID: organisation()}, Role: partnership.Relay, Stage: partnership.Spotted, Follower: partner.Ref{ID: k.team.ID}})
			return err
		},
		"move a partner": func(r rooms.Rooms) error {
			_, err := r.Partnerships.Move(k.gesture(), k.head, k.project, []int64{partnerOf()}, nil, partnership.Engaged)
			return err
		},
		"take a partner off": func(r rooms.Rooms) error { return r.Partnerships.TakeOff(k.gesture(), k.head, partnerOf()) },
		"call somebody otherwise": func(r rooms.Rooms) error {
			name := pick(k, "Samir Benali", "Samir Benali-Roche")
			_, err := r.Accounts.Edit(k.gesture(), k.head, k.team.ID, account.Identity{Name: name, Email: "samir@parvis.test", Role: access.Team}, k.version("people", k.team.ID))
			return err
		},
		"change how the project stands": func(r rooms.Rooms) error {
			return r.Programme.SetStatus(k.gesture(), k.head, k.project, k.version("projects", k.project), pick(k, programme.Confirmed, programme.Preparing))
		},
		"join the project": func(r rooms.Rooms) error { return r.Programme.AddMember(k.gesture(), k.head, k.project, k.team.ID) },
	}
}

func (k *keeping) gesture() context.Context {
	c := account.Gesture(k.Context())
	k.last = account.ActOf(c)
	return c
}

// same compares what each server shows with what it reads anew, after an act.
func (k *keeping) same(after string) {
	k.Helper()
	var changes int64
	if _, err := k.servers[0].Accounts.Person(k.Context(), k.head.ID, account.Counted(&changes)); err != nil {
		k.Fatal(err)
	}
	for n, r := range k.servers {
		for _, by := range []account.By{k.head, k.team} {
			kept := by
			kept.Changes = changes
			fresh, shown := k.read(r, by), k.read(r, kept)
			for what := range fresh {
				if !reflect.DeepEqual(fresh[what], shown[what]) {
					k.Fatalf("after « %s », server %d shows %s %s:\n%+v\ninstead of\n%+v", after, n, by.Name, what, shown[what], fresh[what])
				}
			}
		}
	}
	if n, err := postgres.Scalar[int](k.Context(), k.db, `SELECT (SELECT count(*) FROM organisations o JOIN organisation_index i ON i.organisation_id = o.id WHERE i.standing <> (o.deleted_at IS NULL AND o.merged_into IS NULL))::int
		+ (SELECT count(*) FROM contacts c JOIN contact_index i ON i.contact_id = c.id WHERE i.standing <> (c.deleted_at IS NULL AND c.merged_into IS NULL))::int`, nil); err != nil || n != 0 {
		k.Fatalf("after « %s », %d records are found that do not stand, or the other way: %v", after, n, err)
	}
}

// partners is what lists of partners show.
func (k *keeping) partners(r rooms.Rooms, by account.By) map[string]any {
	k.Helper()
	all := map[string]any{}
	note := func(what string, v any, err error) {
		if err != nil {
			v = err.Error()
		}
		all[what] = v
	}
	for _, f := range []partner.Filter{{}, {Sort: partner.ByLast}, {Silent: partner.ByTag}, {Kind: kinds.MJC}} {
		found, thresholds, err := r.Partners.List(k.Context(), by, f)
		note(fmt.Sprint("organisations ", f), fmt.Sprintf("%+v %+v", found, thresholds), err)
		slices.Reverse(found.List) // whoever asks may sort what she is given
	}
	contacts, err := r.Partners.Contacts(k.Context(), by, partner.ContactFilter{})
	note("contacts", fmt.Sprintf("%+v", contacts), err)
	slices.Reverse(contacts.List)
	lists, err := r.Partners.Lists(k.Context(), by)
	note("lists", fmt.Sprintf("%+v", lists), err)
	slices.Reverse(lists)
	one, other, err := r.Partners.Duplicates(k.Context(), by)
	note("duplicates", fmt.Sprintf("%+v %+v", one, other), err)
	slices.Reverse(one)
	slices.Reverse(other)
	choices, err := r.Territories.Choices(k.Context(), by)
	note("territories", fmt.Sprintf("%+v", choices), err)
	slices.Reverse(choices)
	towns, err := r.Territories.List(k.Context(), by, territory.Filter{})
	note("towns", fmt.Sprintf("%+v", towns), err)
	defer slices.Reverse(towns)
	counts, err := r.Partners.CountByTerritory(k.Context(), by)
	note("counts", fmt.Sprint(counts), err)
	clear(counts)
	engaged, err := r.Partnerships.EngagedByTerritory(k.Context(), by)
	note("engaged", fmt.Sprint(engaged), err)
	clear(engaged)
	if len(towns) > 0 {
		here, err := r.Partnerships.Here(k.Context(), by, towns[0].ID)
		note("a territory", fmt.Sprintf("%+v", here), err)
		there, err := r.Partners.There(k.Context(), by, towns[0].ID, here.RelayIDs())
		note("its organisations", fmt.Sprintf("%+v", there), err)
		for _, list := range [][]partner.Organisation{there.Relays, there.Others} {
			slices.Reverse(list)
		}
		slices.Reverse(here.Partners)
		slices.Reverse(here.Projects)
	}
	board, err := r.Partnerships.List(k.Context(), by, k.project)
	note("board", fmt.Sprintf("%+v", board), err)
	slices.Reverse(board.Partners)
	slices.Reverse(board.Places)
	return all
}
