package logistics

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states, as stored.
const (
	Expected   DeliveryState = "expected"
	Arrived    DeliveryState = "received"
	Incomplete DeliveryState = "incomplete" // something lacks, or is broken
	Cancelled  DeliveryState = "cancelled"
)

// DeliveryStates lists them in the order of the pages.
var DeliveryStates = []DeliveryState{Expected, Arrived, Incomplete, Cancelled}

var deliveryLabels = map[DeliveryState]string{Expected: "attendue", Arrived: "reçue", Incomplete: "reçue, incomplète", Cancelled: "annulée"}

// Label is the state in French, without a capital.
func (s DeliveryState) Label() string { return deliveryLabels[s] }

// The bounds of what is typed about a delivery, and the names of its fields.
const (
	MaxTransport   = 200
	MaxHours       = 60
	MaxPlace       = 200
	MostDeliveries = 300 // of a project

	FieldDay      = "jour"
	FieldReceived = "recue"
	FieldPiece    = "piece"
)

// DeliveryDraft is what a person types about a delivery.
type DeliveryDraft struct {
	Title        string      // what is delivered
	Organisation partner.Ref // from whom; ID 0: nobody of the directory
	Transport    string      // who brings it, and how
	Day          workcal.Date
	Hours        string // « entre 9 h et 11 h »
	Place        string
	State        DeliveryState
	Person       partner.Ref  // who receives it, or did
	ReceivedOn   workcal.Date // zero until it came
	Piece        partner.Ref  // of the file, that ordered it
	Notes        string
}

// BlankDelivery is a draft of which nothing was typed yet.
var BlankDelivery = DeliveryDraft{State: Expected}

// DeliveryFields lists what people type about a delivery, in the order of its form.
var DeliveryFields = field.List[DeliveryDraft]{
	{Name: FieldTitle, Label: "Ce qui est livré", Value: func(d DeliveryDraft) string { return d.Title }},
	{Name: FieldOrganisation, Label: "Fournisseur", Value: func(d DeliveryDraft) string { return field.Number(d.Organisation.ID) }, Text: func(d DeliveryDraft) string { return d.Organisation.Name }},
	{Name: "transport", Label: "Transport", Value: func(d DeliveryDraft) string { return d.Transport }},
	{Name: FieldDay, Label: "Jour", Day: func(d DeliveryDraft) workcal.Date { return d.Day }},
	{Name: "heures", Label: "Heures", Value: func(d DeliveryDraft) string { return d.Hours }},
	{Name: "lieu", Label: "Lieu", Value: func(d DeliveryDraft) string { return d.Place }},
	{Name: FieldPerson, Label: "Reçue par", Value: func(d DeliveryDraft) string { return field.Number(d.Person.ID) }, Text: func(d DeliveryDraft) string { return d.Person.Name }},
	{Name: FieldState, Label: "État", Value: func(d DeliveryDraft) string { return string(d.State) }, Text: func(d DeliveryDraft) string { return d.State.Label() }},
	{Name: FieldReceived, Label: "Reçue le", Day: func(d DeliveryDraft) workcal.Date { return d.ReceivedOn }},
	{Name: FieldPiece, Label: "Bon de commande", Value: func(d DeliveryDraft) string { return field.Number(d.Piece.ID) }, Text: func(d DeliveryDraft) string { return d.Piece.Name }},
	{Name: "notes", Label: "Notes", Value: func(d DeliveryDraft) string { return d.Notes }},
}

// Tidy trims the texts.
func (d DeliveryDraft) Tidy() DeliveryDraft {
	d.Title, d.Transport, d.Hours, d.Place, d.Notes = french.OneLine(d.Title), french.OneLine(d.Transport), french.OneLine(d.Hours), french.OneLine(d.Place), french.Paragraphs(d.Notes)
	return d
}

// Check lists what must be mended before the delivery can be kept, on a day.
func (d DeliveryDraft) Check(today workcal.Date) fault.Problems {
	var p fault.Problems
	p.Require(d.Title != "", FieldTitle, "Veuillez dire ce qui est livré.")
	p.CheckText(FieldTitle, d.Title, MaxTitle)
	p.CheckText("transport", d.Transport, MaxTransport)
	calendar.CheckYear(&p, FieldDay, d.Day)
	p.CheckText("heures", d.Hours, MaxHours)
	p.CheckText("lieu", d.Place, MaxPlace)
	p.Require(deliveryLabels[d.State] != "", FieldState, "Veuillez choisir un état dans la liste.")
	p.Require(d.ReceivedOn.IsZero() || d.State == Arrived || d.State == Incomplete, FieldReceived, "La livraison a un jour de réception\u00a0: son état est «\u00a0Reçue\u00a0» ou «\u00a0Reçue, incomplète\u00a0».")
	p.Require(d.ReceivedOn <= today, FieldReceived, notYet)
	calendar.CheckYear(&p, FieldReceived, d.ReceivedOn)
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}

// Delivery is what somebody brings for a project.
type Delivery struct {
	DeliveryDraft
	ID        int64
	Project   int64
	DeletedAt *time.Time
	Version   int
}

// Subject is the delivery as the journal names it.
func (d Delivery) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Delivery, ID: d.ID, Name: d.Title}
}

// Late tells whether it should have come before a day.
func (d Delivery) Late(today workcal.Date) bool {
	return d.State == Expected && !d.Day.IsZero() && d.Day < today
}

// Deliveries are those of a project as one person sees them, by day.
type Deliveries struct {
	Project plan.Project
	List    []Delivery
	Today   workcal.Date
	May     Rights
}

// Deliveries gives the deliveries of a project.
func (r *Room) Deliveries(ctx context.Context, by account.By, project int64) (Deliveries, error) {
	if err := visible(by); err != nil {
		return Deliveries{}, err
	}
	d, err := r.sent.Of(by.Changes, fmt.Sprint(project, by.ID, by.Today()), func() (Deliveries, error) {
		v, err := r.plans.Plan(ctx, by, project)
		if err != nil {
			return Deliveries{}, err
		}
		list, err := listDeliveries(ctx, r.db, project)
		return Deliveries{Project: v.Project, List: list, Today: by.Today(), May: rights(by, v.Project)}, err
	})
	d.List = slices.Clone(d.List)
	return d, err
}

// DeliverySheet is one delivery as one person sees it.
type DeliverySheet struct {
	Delivery
	Of      plan.Project
	May     Rights
	Restore bool
}

// Delivery gives a delivery. Whoever may restore it also finds a deleted one.
func (r *Room) Delivery(ctx context.Context, by account.By, id int64) (DeliverySheet, error) {
	if err := visible(by); err != nil {
		return DeliverySheet{}, err
	}
	d, err := findDelivery(ctx, r.db, id)
	if err != nil {
		return DeliverySheet{}, err
	}
	v, err := r.plans.Plan(ctx, by, d.Project)
	if err != nil {
		return DeliverySheet{}, err
	}
	s := DeliverySheet{Delivery: d, Of: v.Project, May: rights(by, v.Project)}
	if d.DeletedAt != nil {
		if !s.May.Edit {
			return DeliverySheet{}, fault.Missing(nil)
		}
		s.Restore, s.May.Edit = true, false
	}
	return s, nil
}

// DeliveryHistory gives a page, from 1, of what was done to a delivery, newest first.
func (r *Room) DeliveryHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Delivery(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Delivery, id, page)
}

// deliveryDid makes an entry about a delivery, which its project's history tells.
func deliveryDid(by account.By, verb journal.Verb, d Delivery, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, d.Subject(), changes...)
	entry.Projects = []int64{d.Project}
	return entry
}

// holdDelivery locks the project of a delivery, living or in the trash, then the delivery.
func holdDelivery(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Delivery, error) {
	if err := visible(by); err != nil {
		return Delivery{}, err
	}
	d, err := findDelivery(ctx, tx, id)
	if err != nil {
		return Delivery{}, err
	}
	if err := hold(ctx, tx, by, d.Project, MayEdit); err != nil {
		if trashed && fault.Is(err, fault.Forbidden) {
			return Delivery{}, fault.Missing(err)
		}
		return Delivery{}, err
	}
	if d, err = lockDelivery(ctx, tx, id); err != nil {
		return Delivery{}, err
	}
	if (d.DeletedAt != nil) != trashed {
		return Delivery{}, fault.Missing(nil)
	}
	return d, nil
}

// settledDelivery names what a draft points to, and refuses what is not there.
func settledDelivery(ctx context.Context, q postgres.Querier, project int64, d, before DeliveryDraft) (DeliveryDraft, error) {
	k, err := findKnown(ctx, q, project, Draft{Organisation: d.Organisation, Needs: []partner.Ref{d.Piece}})
	if err != nil {
		return d, err
	}
	var p fault.Problems
	d.Organisation = pointed(&p, FieldOrganisation, "Cette structure n’est plus là\u00a0: veuillez la choisir de nouveau.", d.Organisation, k.organisation, before.Organisation)
	d.Piece = pointed(&p, FieldPiece, "Cette pièce n’est plus dans le dossier\u00a0: veuillez en choisir une autre.", d.Piece, k.needs, before.Piece)
	var people []partner.Ref
	for _, one := range k.people {
		if one.ID == d.Person.ID {
			people = append(people, one.Ref)
		}
	}
	d.Person = pointed(&p, FieldPerson, "Veuillez choisir une personne de la liste.", d.Person, people, before.Person)
	return d, p.Err()
}

// CreateDelivery adds a delivery to a project and gives its id. The same submission key adds once.
func (r *Room) CreateDelivery(ctx context.Context, by account.By, key string, project int64, d DeliveryDraft) (int64, error) {
	d = d.Tidy()
	return postgres.CreateAlike(ctx, r.db, key, deliveryStands(ctx), func(tx pgx.Tx) (int64, error) {
		if err := cmp.Or(hold(ctx, tx, by, project, MayEdit), d.Check(by.Today()).Err()); err != nil {
			return 0, err
		}
		d, err := settledDelivery(ctx, tx, project, d, DeliveryDraft{})
		if err != nil {
			return 0, err
		}
		n, err := countDeliveries(ctx, tx, project)
		if err != nil {
			return 0, err
		}
		if n >= MostDeliveries {
			return 0, fault.New(fault.Conflict, "Un projet a au plus "+french.Number(MostDeliveries)+"\u00a0livraisons.", nil)
		}
		id, err := insertDelivery(ctx, tx, by, project, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, deliveryDid(by, journal.Created, Delivery{ID: id, Project: project, DeliveryDraft: d}))
	})
}

// EditDelivery replaces what was typed about a delivery, if it is still at this version: otherwise nothing is written, and the failure
// carries both texts (fault.StaleOf).
func (r *Room) EditDelivery(ctx context.Context, by account.By, id int64, version int, d DeliveryDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdDelivery(ctx, tx, by, id, false)
		if err = cmp.Or(err, d.Check(by.Today()).Err()); err != nil {
			return err
		}
		if d, err = settledDelivery(ctx, tx, before.Project, d, before.DeliveryDraft); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette livraison", before.Subject(), before.Version, DeliveryFields.Both(before.DeliveryDraft, d))
		}
		return replaceDelivery(ctx, tx, by, before, d, journal.Edited)
	})
}

func replaceDelivery(ctx context.Context, tx pgx.Tx, by account.By, before Delivery, d DeliveryDraft, verb journal.Verb) error {
	changes := DeliveryFields.Changes(before.DeliveryDraft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := updateDelivery(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	return journal.Write(ctx, tx, deliveryDid(by, verb, Delivery{ID: before.ID, Project: before.Project, DeliveryDraft: d}, changes...))
}

// Receive notes that a delivery came today, to whoever says so; one that came already stays as it is.
func (r *Room) Receive(ctx context.Context, by account.By, id int64) (Delivery, error) {
	var d Delivery
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if d, err = holdDelivery(ctx, tx, by, id, false); err != nil || d.State != Expected {
			return err
		}
		after := d.DeliveryDraft
		after.State, after.ReceivedOn, after.Person = Arrived, by.Today(), partner.Ref{ID: by.ID, Name: by.Name}
		return replaceDelivery(ctx, tx, by, d, after, journal.StateSet)
	})
	return d, err
}

// DeleteDelivery puts a delivery in the trash.
func (r *Room) DeleteDelivery(ctx context.Context, by account.By, id int64) error {
	return r.throwDelivery(ctx, by, id, false, journal.Deleted)
}

// RestoreDelivery takes a delivery out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreDelivery(ctx context.Context, by account.By, id int64) error {
	return r.throwDelivery(ctx, by, id, true, journal.Restored)
}

func (r *Room) throwDelivery(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		d, err := holdDelivery(ctx, tx, by, id, back)
		if err != nil {
			return err
		}
		at, err := trash.Mark(d.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markDeliveryDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, deliveryDid(by, verb, d))
	})
}
