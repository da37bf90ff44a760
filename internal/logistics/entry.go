package logistics

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Switch is a question about a project that has pieces depend on its answer.
type Switch string

// The questions, as stored; "" asks nothing.
const (
	Music    Switch = "musique"
	Drinks   Switch = "buvette"
	Crowd    Switch = "foule"
	Outside  Switch = "horslesmurs"
	Paid     Switch = "artistes"
	Domain   Switch = "domaine"
	Road     Switch = "voirie"
	Building Switch = "batiment"
)

// Switches lists the questions in the order in which they are asked.
var Switches = []Switch{Building, Crowd, Domain, Road, Drinks, Music, Paid, Outside}

var switchLabels = map[Switch]string{Building: "Un usage inhabituel du bâtiment\u00a0?", Crowd: "Plus de 1\u202f500\u00a0personnes\u00a0?", Domain: "Le domaine public\u00a0?",
	Road: "Un cortège, ou la voie publique\u00a0?", Drinks: "Une buvette avec alcool\u00a0?", Music: "De la musique, un spectacle\u00a0?", Paid: "Des artistes rémunérés\u00a0?",
	Outside: "Hors les murs\u00a0?"}

// Label is the question; « toujours » where there is none.
func (s Switch) Label() string { return cmp.Or(switchLabels[s], "toujours") }

// EntryDraft is what the head types about a line of the ready list.
type EntryDraft struct {
	Title      string
	Kind       Kind
	Part       Part
	Direction  Direction
	Project    programme.Kind // ""; whatever the kind of project
	Switch     Switch         // "": always
	Offset     retroplan.Offset
	Statutory  bool
	Source     string
	VerifiedOn workcal.Date // zero: to verify
	Notes      string
}

// BlankEntry is a draft of which nothing was typed yet.
var BlankEntry = EntryDraft{Kind: OtherKind, Part: OtherPart, Direction: Obtain}

// The fields of a line that those of a piece do not have.
const (
	FieldProject  = "projets"
	FieldSwitch   = "question"
	FieldVerified = "verifie"
)

// EntryFields lists what is typed about a line of the list, in the order of its form.
var EntryFields = field.List[EntryDraft]{
	{Name: FieldTitle, Label: "Pièce", Value: func(d EntryDraft) string { return d.Title }},
	{Name: FieldKind, Label: "Type", Value: func(d EntryDraft) string { return string(d.Kind) }, Text: func(d EntryDraft) string { return d.Kind.Label() }},
	{Name: FieldPart, Label: "Partie du dossier", Value: func(d EntryDraft) string { return string(d.Part) }, Text: func(d EntryDraft) string { return d.Part.Label() }},
	{Name: FieldDirection, Label: "À obtenir ou à envoyer", Value: func(d EntryDraft) string { return string(d.Direction) }, Text: func(d EntryDraft) string { return d.Direction.Label() }},
	{Name: FieldProject, Label: "Pour quels projets", Value: func(d EntryDraft) string { return string(d.Project) }, Text: func(d EntryDraft) string { return d.ProjectText() }},
	{Name: FieldSwitch, Label: "Si l’on répond oui à", Value: func(d EntryDraft) string { return string(d.Switch) }, Text: func(d EntryDraft) string { return d.Switch.Label() }},
	{Name: FieldDue, Label: "Délai", Value: func(d EntryDraft) string { return d.Offset.String() }},
	{Name: "legal", Label: "Délai légal", Flag: func(d EntryDraft) bool { return d.Statutory }},
	{Name: "source", Label: "Source du délai", Value: func(d EntryDraft) string { return d.Source }},
	{Name: FieldVerified, Label: "Vérifié le", Day: func(d EntryDraft) workcal.Date { return d.VerifiedOn }},
	{Name: "notes", Label: "Notes", Value: func(d EntryDraft) string { return d.Notes }},
}

// ProjectText says for which projects a line is.
func (d EntryDraft) ProjectText() string {
	if d.Project == "" {
		return "tous les projets"
	}
	return d.Project.Label()
}

// Verified says whether somebody looked the delay up, and when.
func (d EntryDraft) Verified() string {
	if d.VerifiedOn.IsZero() {
		return "à vérifier"
	}
	return "vérifié le " + d.VerifiedOn.FrenchDay()
}

// Tidy trims the texts.
func (d EntryDraft) Tidy() EntryDraft {
	d.Title, d.Source, d.Notes = french.OneLine(d.Title), french.OneLine(d.Source), french.Paragraphs(d.Notes)
	return d
}

// Check lists what must be mended before the line can be kept, on a day.
func (d EntryDraft) Check(today workcal.Date) fault.Problems {
	p := Draft{Title: d.Title, Kind: d.Kind, Part: d.Part, Direction: d.Direction, Offset: d.Offset, Source: d.Source, Notes: d.Notes}.Check()
	p.Require(d.Project == "" || slices.Contains(programme.Kinds, d.Project), FieldProject, "Veuillez choisir une sorte de projets dans la liste.")
	p.Require(d.Switch == "" || switchLabels[d.Switch] != "", FieldSwitch, "Veuillez choisir une question dans la liste.")
	calendar.CheckYear(&p, FieldVerified, d.VerifiedOn)
	p.Require(d.VerifiedOn <= today, FieldVerified, notYet)
	return p
}

// piece is the piece that a line proposes.
func (d EntryDraft) piece() Draft {
	return Draft{Title: d.Title, Kind: d.Kind, Part: d.Part, Direction: d.Direction, Offset: d.Offset, Statutory: d.Statutory, Source: d.Source, Notes: d.Notes}
}

// Entry is a line of the ready list: a piece that files of a kind need.
type Entry struct {
	EntryDraft
	ID        int64
	Key       string // of one that Parvis comes with; "": the service's own
	DeletedAt *time.Time
	Version   int
}

// Subject is the line as the journal names it.
func (e Entry) Subject() journal.Subject {
	return journal.Subject{Kind: journal.FileEntry, ID: e.ID, Name: e.Title}
}

// Answers are the questions that were answered yes.
type Answers map[Switch]bool

// Proposed is what the ready list has for a project that its file lacks.
type Proposed struct {
	Project plan.Project
	Entries []Entry // by part, then by delay
	There   int     // how many of the lines are in the file already
}

// holds is what a file has of the ready list: pieces that came from it, and pieces that are called the same.
type holds []held

type held struct {
	EntryID int64
	Title   string
}

func (l holds) has(e Entry) bool {
	return slices.ContainsFunc(l, func(h held) bool { return h.EntryID == e.ID || french.Fold(h.Title) == french.Fold(e.Title) })
}

// Proposed gives what answers have the ready list propose to a project: the lines for such a project that no living piece of its file came from, or is called like.
func (r *Room) Proposed(ctx context.Context, by account.By, project int64, answers Answers) (Proposed, error) {
	if err := visible(by); err != nil {
		return Proposed{}, err
	}
	v, err := r.plans.Plan(ctx, by, project)
	if err != nil {
		return Proposed{}, err
	}
	if err := cmp.Or(by.Check(MayEdit, tieOf(v.Project.Member)), v.Project.Status.CheckOpen()); err != nil {
		return Proposed{}, err
	}
	list, there, err := proposed(ctx, r.db, project, v.Project.Kind, answers)
	return Proposed{Project: v.Project, Entries: list, There: there}, err
}

// proposed gives the lines for a project that its file lacks, and how many it has.
func proposed(ctx context.Context, q postgres.Querier, project int64, kind programme.Kind, answers Answers) (list []Entry, there int, err error) {
	all, err := listEntries(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	has, err := holdsOf(ctx, q, project)
	if err != nil {
		return nil, 0, err
	}
	for _, e := range all {
		switch {
		case e.Project != "" && e.Project != kind, e.Switch != "" && !answers[e.Switch]:
		case has.has(e):
			there++
		default:
			list = append(list, e)
		}
	}
	return list, there, nil
}

// Apply adds some of the lines that are proposed to the file of a project, as one act, and gives how many it added. Those that came meanwhile are
// not added twice.
func (r *Room) Apply(ctx context.Context, by account.By, key string, project int64, chosen []int64) (int, error) {
	added := 0
	_, err := postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		if err := hold(ctx, tx, by, project, MayEdit); err != nil {
			return 0, err
		}
		all, err := listEntries(ctx, tx)
		if err != nil {
			return 0, err
		}
		has, err := holdsOf(ctx, tx, project)
		if err != nil {
			return 0, err
		}
		all = slices.DeleteFunc(all, func(e Entry) bool { return !slices.Contains(chosen, e.ID) || has.has(e) })
		if len(all) == 0 {
			return 0, fault.New(fault.Invalid, "Aucune pièce n’est à ajouter\u00a0: cochez celles que le dossier n’a pas encore.", nil)
		}
		if err := roomFor(ctx, tx, project, len(all)); err != nil {
			return 0, err
		}
		for _, e := range all {
			d := e.piece()
			id, err := insert(ctx, tx, by, project, e.ID, d)
			if err != nil {
				return 0, err
			}
			if err := record(ctx, tx, by, journal.Created, Piece{ID: id, Project: project, Draft: d}, nil); err != nil {
				return 0, err
			}
		}
		added = len(all)
		return project, nil
	})
	return added, err
}

// Entries gives the whole ready list, to whoever may read it.
func (r *Room) Entries(ctx context.Context, by account.By) ([]Entry, error) {
	if err := by.Check(MaySeeList, access.Tie{}); err != nil {
		return nil, err
	}
	return listEntries(ctx, r.db)
}

// Entry gives a line of the list that stands, to whoever may correct it.
func (r *Room) Entry(ctx context.Context, by account.By, id int64) (Entry, error) {
	if err := by.Check(MayCorrect, access.Tie{}); err != nil {
		return Entry{}, err
	}
	e, err := findEntry(ctx, r.db, id)
	if err == nil && e.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return e, err
}

// EntryHistory gives a page, from 1, of what was done to a line, newest first.
func (r *Room) EntryHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Entry(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.FileEntry, id, page)
}

// mostEntries bounds the ready list.
const mostEntries = 300

// AddEntry adds a line to the ready list and gives its id. The same submission key adds once.
func (r *Room) AddEntry(ctx context.Context, by account.By, key string, d EntryDraft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayCorrect, access.Tie{}), d.Check(by.Today()).Err()); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, entryStands(ctx), func(tx pgx.Tx) (int64, error) {
		all, err := listEntries(ctx, tx)
		if err != nil {
			return 0, err
		}
		if len(all) >= mostEntries {
			return 0, fault.New(fault.Conflict, "La liste a au plus "+french.Number(mostEntries)+"\u00a0pièces.", nil)
		}
		id, err := insertEntry(ctx, tx, by.At, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Entry{ID: id, EntryDraft: d}.Subject()))
	})
}

// EditEntry replaces what a line says, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf). Pieces that came from it stay as they are.
func (r *Room) EditEntry(ctx context.Context, by account.By, id int64, version int, d EntryDraft) error {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayCorrect, access.Tie{}), d.Check(by.Today()).Err()); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := lockEntry(ctx, tx, id)
		if err != nil {
			return err
		}
		if before.DeletedAt != nil {
			return fault.Missing(nil)
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette ligne", before.Subject(), before.Version, EntryFields.Both(before.EntryDraft, d))
		}
		changes := EntryFields.Changes(before.EntryDraft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := updateEntry(ctx, tx, by, id, d); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, before.Subject(), changes...))
	})
}

// DeleteEntry puts a line in the trash: it is proposed no more.
func (r *Room) DeleteEntry(ctx context.Context, by account.By, id int64) error {
	return r.throwEntry(ctx, by, id, false, journal.Deleted)
}

// RestoreEntry takes a line out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreEntry(ctx context.Context, by account.By, id int64) error {
	if err := by.Check(MayCorrect, access.Tie{}); err != nil {
		return fault.Missing(err)
	}
	return r.throwEntry(ctx, by, id, true, journal.Restored)
}

func (r *Room) throwEntry(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	if err := by.Check(MayCorrect, access.Tie{}); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		e, err := lockEntry(ctx, tx, id)
		if err != nil {
			return err
		}
		if (e.DeletedAt != nil) != back {
			return fault.Missing(nil)
		}
		at, err := trash.Mark(e.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markEntryDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(verb, e.Subject()))
	})
}

// On is by when the piece of a line would be for a project of these days; zero while it has none.
func (d EntryDraft) On(first, last workcal.Date) workcal.Date { return dueBy(d.Offset, first, last) }
