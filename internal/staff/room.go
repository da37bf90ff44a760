package staff

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
)

// Room is who holds the slots: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	slots *slot.Room
	kept  *postgres.Kept[Team]  // by project, until something is counted
	ones  *postgres.Kept[asked] // by slot
	lock  func(ctx context.Context, tx pgx.Tx, by account.By, hands []crew.Hand) ([]crew.Member, error)
}

// mostKept is some megabytes of the largest programmes.
const mostKept = 6

// mostOnes is the slots that people are at.
const mostOnes = 200

// asked is what a slot needs.
type asked struct {
	needs   []Need
	version int
}

// New opens the room kept in a database, over its slots.
func New(db *pgxpool.Pool, slots *slot.Room) *Room {
	return &Room{db: db, slots: slots, kept: postgres.Keep[Team](mostKept), ones: postgres.Keep[asked](mostOnes), lock: crew.LockBy}
}

// visible refuses whoever may not read who holds the slots, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// toSay is what it takes to say what a slot needs.
func toSay(s slot.Slot) *access.Action {
	if s.Status == slot.Proposed {
		return MayPropose
	}
	return MayStaff
}

// CheckNeeds tells why a person may not say what a slot needs.
func CheckNeeds(by account.By, s slot.Slot) error {
	return cmp.Or(by.Check(toSay(s), access.Tie{Member: s.Project.Member}), s.Project.Status.CheckOpen())
}

// CheckStaff tells why a person may not give slots of a project, or take them back.
func CheckStaff(by account.By, p slot.Project) error {
	return cmp.Or(by.Check(MayStaff, access.Tie{Member: p.Member}), p.Status.CheckOpen())
}

// Absence is when somebody is away, in days.
type Absence = leave

// Team is who holds the slots of a project, as one person sees it.
type Team struct {
	slot.Programme
	Needs     map[int64][]Need // by slot, in their order
	Members   []crew.Member    // everybody there is, by name
	Absences  []Absence        // while the slots are held
	Elsewhere []Post           // of other projects, what the same people are given on these days
	MayStaff  bool
}

// Needs gives what the living slots of a project need, by slot, with who is given it.
func (r *Room) Needs(ctx context.Context, by account.By, project int64) (map[int64][]Need, error) {
	t, err := r.OfProject(ctx, by, project)
	return t.Needs, err
}

// OfProject gives the slots of a project with what they need and who holds them.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (Team, error) {
	if err := visible(by); err != nil {
		return Team{}, err
	}
	p, err := r.slots.OfProject(ctx, by, project)
	if err != nil {
		return Team{}, err
	}
	t, err := r.kept.Of(by.Changes, fmt.Sprint(project), func() (Team, error) { return r.read(ctx, p) })
	t.Programme, t.MayStaff = p, CheckStaff(by, p.Project) == nil
	t.Needs, t.Members, t.Absences, t.Elsewhere = maps.Clone(t.Needs), slices.Clone(t.Members), slices.Clone(t.Absences), slices.Clone(t.Elsewhere)
	return t, err
}

// read finds who holds the slots of a programme: what it gives is the same for whoever asks, and bears no slots.
func (r *Room) read(ctx context.Context, p slot.Programme) (Team, error) {
	var needs []needRow
	var posts, elsewhere []postRow
	var hands []crew.Stored
	t := Team{}
	b := &pgx.Batch{}
	queueNeeds(b, &needs, `s.project_id = @of AND s.living`, p.Project.ID)
	queuePosts(b, &posts, `s.project_id = @of AND o.ended_at IS NULL`, p.Project.ID)
	crew.Queue(b, &hands)
	if first, last := span(p.Slots); len(p.Slots) > 0 {
		queueLeaves(b, &t.Absences, first, last)
		queueElsewhere(b, &elsewhere, p.Project.ID, first, last)
	}
	err := postgres.Translate(r.db.SendBatch(ctx, b).Close())
	t.Needs, t.Members, t.Elsewhere = together(needs, posts), crew.Members(hands), postsOf(elsewhere)
	return t, err
}

// Post gives what somebody is given, by its number.
func (r *Room) Post(ctx context.Context, by account.By, id int64) (Post, error) {
	if err := visible(by); err != nil {
		return Post{}, err
	}
	list, err := findPosts(ctx, r.db, `o.id = @of AND o.ended_at IS NULL AND s.living`, id)
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Post{}, err
	}
	return list[0], nil
}

// Slot is what one slot needs, as one person sees it.
type Slot struct {
	slot.Slot
	Needs    []Need
	Version  int  // of the needs as a whole
	MayNeed  bool // say what it needs
	MayStaff bool
}

// Wants are the needs as they are typed.
func (s Slot) Wants() Needs { return wants(s.Needs, s.Version) }

func wants(list []Need, version int) Needs {
	n := Needs{Version: version}
	for _, one := range list {
		n.Wants = append(n.Wants, one.Want)
	}
	return n
}

// OfSlot gives what a slot needs, with who holds it. A slot in the trash is there for nobody.
func (r *Room) OfSlot(ctx context.Context, by account.By, id int64) (Slot, error) {
	if err := visible(by); err != nil {
		return Slot{}, err
	}
	at, err := r.slots.Living(ctx, by, id)
	if err != nil {
		return Slot{}, err
	}
	a, err := r.ones.Of(by.Changes, fmt.Sprint(id), func() (a asked, err error) {
		a.needs, a.version, err = needsOf(ctx, r.db, id)
		return a, err
	})
	return Slot{Slot: at, Needs: slices.Clone(a.needs), Version: a.version, MayNeed: CheckNeeds(by, at) == nil, MayStaff: CheckStaff(by, at.Project) == nil}, err
}

// Skills are those that a need may ask for, by name.
func (r *Room) Skills(ctx context.Context, by account.By) ([]crew.Skill, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return skills(ctx, r.db)
}

// Bins are where needs are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "postes", Label: "Besoins des séances", Done: "Le besoin est rétabli.", List: r.trashed, Restore: r.RestoreNeed, Purge: r.purge}}
}

// did makes an entry about a slot, which its project's history tells too.
func did(by account.By, verb journal.Verb, s slot.Slot) journal.Entry {
	entry := by.Did(verb, s.Subject())
	entry.Projects = []int64{s.Project.ID}
	return entry
}

// together puts people beside the needs that they are given, by slot.
func together(needs []needRow, posts []postRow) map[int64][]Need {
	by := map[int64][]Post{}
	for _, p := range postsOf(posts) {
		by[p.NeedID] = append(by[p.NeedID], p)
	}
	of := map[int64][]Need{}
	for _, n := range needs {
		one := n.need()
		one.Posts = by[one.ID]
		of[one.SlotID] = append(of[one.SlotID], one)
	}
	return of
}

func unique[N ~int64](list []N) []N {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
