package edition

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// Room is the editions of projects: every operation is one of its methods. It keeps nothing of its own.
type Room struct {
	db        *pgxpool.Pool
	programme *programme.Room
}

// New opens the room over the projects.
func New(db *pgxpool.Pool, projects *programme.Room) *Room { return &Room{db: db, programme: projects} }

// check refuses whoever may not prepare the next edition of a project, and a project that has none to be prepared.
func check(by account.By, p programme.Project) error {
	if err := by.Check(MayPrepare, access.Tie{}); err != nil {
		return err
	}
	if !MayFollow(p.Status) {
		return fault.New(fault.Conflict, "L’édition suivante se prépare à partir d’un projet en cours, terminé ou archivé. Celui-ci a le statut «\u00a0"+p.Status.Label()+"\u00a0».", nil)
	}
	return nil
}

// source finds a living project.
func (r *Room) source(ctx context.Context, by account.By, project int64) (programme.Project, error) {
	sheet, err := r.programme.Project(ctx, by, project)
	if err == nil && sheet.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return sheet.Project, err
}

// Events gives the events for which the next edition of a project may be prepared: those after its own, of its series first, soonest first.
func (r *Room) Events(ctx context.Context, by account.By, project int64) ([]programme.Event, error) {
	source, err := r.source(ctx, by, project)
	if err != nil {
		return nil, err
	}
	all, err := r.programme.Events(ctx, by, 0)
	if err != nil {
		return nil, err
	}
	series := ""
	var list []programme.Event
	for _, e := range all {
		if e.ID == source.EventID {
			series = e.SeriesKey
		}
		if e.ID != source.EventID && e.First > max(source.Last, by.Today().AddDays(-366)) {
			list = append(list, e.Event)
		}
	}
	same := func(e programme.Event) int {
		if series != "" && e.SeriesKey == series {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b programme.Event) int { return cmp.Compare(same(a), same(b)) })
	return list, nil
}

// Usual is what is proposed before anybody chose: the next event of the same series, the same title with its year, and whoever asks as the pilot.
func Usual(by account.By, of programme.Project, series string, events []programme.Event) Choice {
	c := Choice{Title: of.Title, ShortName: of.ShortName, PilotID: by.ID}
	if len(events) > 0 && series != "" && events[0].SeriesKey == series {
		c.EventID = events[0].ID
		c.Title, c.ShortName = NextTitle(of.Title, of.First, events[0].First), NextTitle(of.ShortName, of.First, events[0].First)
	}
	return c
}

// Project gives a project whose next edition somebody may prepare, and the key of the series of its event, "" for none.
func (r *Room) Project(ctx context.Context, by account.By, project int64) (programme.Project, string, error) {
	source, err := r.source(ctx, by, project)
	if err == nil {
		err = check(by, source)
	}
	if err != nil || source.EventID == 0 {
		return source, "", err
	}
	e, err := r.programme.Event(ctx, by, source.EventID)
	return source, e.SeriesKey, err
}

// Plan says where everything would go, without writing: everything about days is there once the choice has new ones.
func (r *Room) Plan(ctx context.Context, by account.By, project int64, c Choice) (Preview, error) {
	source, err := r.source(ctx, by, project)
	if err != nil {
		return Preview{}, err
	}
	if err := check(by, source); err != nil {
		return Preview{}, err
	}
	var event *programme.Event
	if c.EventID != 0 {
		e, err := r.programme.Event(ctx, by, c.EventID)
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && e.DeletedAt != nil:
		case err != nil:
			return Preview{}, err
		default:
			event = &e.Event
		}
	}
	s, err := read(ctx, r.db, by, source, event)
	if err != nil {
		return Preview{}, err
	}
	return s.preview(c), nil
}

// Outcome is what preparing an edition did.
type Outcome struct {
	Tasks, Activities, Slots, Needs int
	Left                            int // slots that are left out
}

// Prepare makes the project of the next edition and copies everything into it, as one act, and gives its number. What is not as it was seen, or not
// settled, is refused beside its field. The same submission key prepares once.
func (r *Room) Prepare(ctx context.Context, by account.By, key string, project int64, c Choice) (int64, Outcome, error) {
	var out Outcome
	if err := by.Check(MayPrepare, access.Tie{}); err != nil {
		return 0, out, cmp.Or(programme.Visible(by), err)
	}
	id, err := postgres.CreateAlike(ctx, r.db, key, programme.Lives(ctx), func(tx pgx.Tx) (int64, error) {
		out = Outcome{}
		source, _, err := programme.Locked(ctx, tx, by, project)
		if err != nil {
			return 0, err
		}
		if err := check(by, source); err != nil {
			return 0, err
		}
		v, err := seeAgain(ctx, tx, by, source, c)
		if err != nil {
			return 0, err
		}
		id, did, err := v.write(ctx, tx, by)
		out = did
		return id, err
	})
	return id, out, err
}

// seeAgain works out where everything goes, once what it depends on is held, and refuses what differs from what was seen.
func seeAgain(ctx context.Context, tx pgx.Tx, by account.By, source programme.Project, c Choice) (Preview, error) {
	var event *programme.Event
	if c.EventID != 0 {
		e, err := programme.HoldEvent(ctx, tx, c.EventID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return Preview{}, err
		}
		if err == nil {
			event = &e
		}
	}
	if p := c.draft(source).Check(); p.Any() {
		return Preview{}, p.Err()
	}
	s, err := read(ctx, tx, by, source, event)
	if err != nil {
		return Preview{}, err
	}
	v := s.preview(c)
	var p fault.Problems
	p.Require(c.EventID == 0 || event != nil, FieldEvent, "Cet événement n’existe pas, ou n’existe plus\u00a0: veuillez en choisir un autre.")
	if changed := Changed(c.Seen, v.Seen); len(changed) > 0 && !p.Any() {
		p.Add("", "Depuis que vous avez lu cette page, quelque chose a changé\u00a0: "+french.And(changed)+". La voici comme elle est maintenant\u00a0: relisez-la avant de préparer l’édition.")
	}
	for _, i := range v.Items {
		switch {
		case i.Wrong != "":
			p.Add(i.DayField(), i.Wrong)
		case !i.Settled():
			p.Add(i.AnswerField(), "Veuillez dire ce que deviennent ces séances.")
		}
	}
	return v, p.Err()
}

// write makes the project, copies everything into it, and gives its number.
func (p Preview) write(ctx context.Context, tx pgx.Tx, by account.By) (int64, Outcome, error) {
	out := Outcome{Tasks: p.Plan.Tasks, Activities: len(p.Activities), Slots: len(p.Placed), Left: len(p.Left)}
	project, err := programme.CreateNextIn(ctx, tx, by, p.Project, p.Choice.draft(p.Project),
		count("taches", "Tâches reprises", out.Tasks), count("activites", "Activités reprises", out.Activities), count("seances", "Séances reprises", out.Slots), count("laissees", "Séances laissées de côté", out.Left))
	if err != nil {
		return 0, out, err
	}
	if err := plan.CopyIn(ctx, tx, by, project, p.Plan); err != nil {
		return 0, out, err
	}
	copies := map[int64]int64{}
	for _, a := range p.Activities {
		if copies[a.ID], err = activity.CopyIn(ctx, tx, by, a, project); err != nil {
			return 0, out, err
		}
	}
	drafts, from := make([]slot.Draft, len(p.Placed)), make([]int64, len(p.Placed))
	for i, one := range p.Placed {
		d := one.Draft
		d.ActivityID, d.Times, d.Notes, d.Filled = copies[one.Activity.ID], one.At, "", false
		drafts[i], from[i] = d, one.ID
	}
	made, err := slot.AddIn(ctx, tx, by, project, drafts)
	if err != nil {
		return 0, out, err
	}
	if out.Needs, err = staff.CopyEach(ctx, tx, by, from, made); err != nil {
		return 0, out, err
	}
	if err := equipment.CopyEach(ctx, tx, by, from, made); err != nil {
		return 0, out, err
	}
	return project, out, programme.Counted(ctx, tx)
}

func count(name, label string, n int) field.Change {
	return field.Change{Name: name, Label: label, After: french.Number(n)}
}
