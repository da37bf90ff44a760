package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/agreement"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// suppliers are the fictional firms of the file.
var suppliers = []string{"Toiles Exemple", "Son Clair Exemple", "Imprimerie Exemple-Rivet", "Assurances Exemple"}

// filed is a piece of the file of the JEA, with what it hangs on by name.
type filed struct {
	logistics.Draft
	task  string   // of the plan
	who   who      // who sees to it
	with  string   // an organisation
	needs []string // pieces
	deal  string   // the agreement that it follows
	state logistics.State
	on    workcal.Date
}

// piece is what most pieces of the story begin as.
func piece(title string, kind logistics.Kind, part logistics.Part, direction logistics.Direction) logistics.Draft {
	return logistics.Draft{Title: title, Kind: kind, Part: part, Direction: direction}
}

// costing adds an amount in euros to a piece.
func costing(d logistics.Draft, euros int64, reference string) logistics.Draft {
	d.Amount, d.Reference = agreement.Amount{Said: true, Cents: 100 * euros}, reference
	return d
}

// within has a piece due so many days before the event.
func within(d logistics.Draft, days int) logistics.Draft {
	d.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: days}
	return d
}

// until has a piece due on a day.
func until(d logistics.Draft, on workcal.Date) logistics.Draft {
	d.DueOn = on
	return d
}

// lawful marks a delay of the law.
func lawful(d logistics.Draft, source string) logistics.Draft {
	d.Statutory, d.Source = true, source
	return d
}

const buildingSource = "Établissements recevant du public\u00a0: demande à la mairie ou à la préfecture au moins 30 jours avant un usage exceptionnel des locaux."

// thePieces is the file two thirds complete, with something missing on the story's day.
var thePieces = []filed{
	{Draft: until(piece("Avenant d’assurance", logistics.Insurance, logistics.SafetyPart, logistics.Obtain), day(time.April, 4)), who: ines, with: suppliers[3], state: logistics.Asked, on: day(time.March, 17)},
	{Draft: lawful(piece("Plans des issues de secours", logistics.Safety, logistics.SafetyPart, logistics.Obtain), buildingSource), task: "Dossier de sécurité", who: ines, state: logistics.ToDo},
	{Draft: lawful(within(piece("Demande d’utilisation exceptionnelle des locaux", logistics.Permit, logistics.SafetyPart, logistics.Send), 60), buildingSource), who: claire, state: logistics.ToSign, on: day(time.April, 3)},
	{Draft: within(piece("Demande de réunion de sécurité", logistics.Safety, logistics.SafetyPart, logistics.Send), 60), who: ines, state: logistics.Done, on: day(time.April, 3)},
	{Draft: piece("Calcul de la jauge", logistics.Safety, logistics.SafetyPart, logistics.Send), task: "Jauge de chaque espace", who: samir, state: logistics.Done, on: day(time.March, 28)},
	{Draft: piece("Registre de sécurité à jour", logistics.Safety, logistics.SafetyPart, logistics.Obtain), who: samir, state: logistics.Done, on: day(time.March, 14)},
	{Draft: piece("Consignes Vigipirate", logistics.Safety, logistics.SafetyPart, logistics.Send), task: "Consignes Vigipirate", who: samir, state: logistics.ToDo},
	{Draft: piece("Dernier avis de la commission de sécurité", logistics.Safety, logistics.SafetyPart, logistics.Obtain), who: samir, state: logistics.Done, on: day(time.March, 10)},

	{Draft: costing(until(piece("Devis du son", logistics.Quote, logistics.Suppliers, logistics.Obtain), day(time.April, 10)), 1_840, ""), who: ines, with: suppliers[1], state: logistics.Asked, on: day(time.March, 24)},
	{Draft: costing(within(piece("Bon de commande du son", logistics.Order, logistics.Suppliers, logistics.Send), 60), 1_840, ""), who: claire, with: suppliers[1], needs: []string{"Devis du son"}, state: logistics.ToDo},
	{Draft: costing(piece("Devis des tentes", logistics.Quote, logistics.Suppliers, logistics.Obtain), 3_260, "DV-2025-114"), who: ines, with: suppliers[0], state: logistics.Done, on: day(time.March, 6)},
	{Draft: costing(within(piece("Contrat du loueur de tentes", logistics.OtherKind, logistics.Suppliers, logistics.Send), 60), 3_260, "CT-2025-031"), who: ines, with: suppliers[0], needs: []string{"Avenant d’assurance"}, state: logistics.ToDo},
	{Draft: costing(until(piece("Bon de commande des banderoles", logistics.Order, logistics.Suppliers, logistics.Send), day(time.April, 8)), 612, ""), who: ines, with: suppliers[2], state: logistics.ToDo},
	{Draft: costing(piece("Devis du programme imprimé", logistics.Quote, logistics.Suppliers, logistics.Obtain), 2_190, "R-4471"), who: lucie, with: suppliers[2], state: logistics.Done, on: day(time.March, 12)},
	{Draft: costing(piece("Bon de commande du programme imprimé", logistics.Order, logistics.Suppliers, logistics.Send), 2_190, "BC-88"), who: lucie, with: suppliers[2], state: logistics.Done, on: day(time.March, 19)},
	{Draft: costing(piece("Devis des grilles d’exposition", logistics.Quote, logistics.Suppliers, logistics.Obtain), 480, "DV-2025-120"), who: ines, with: suppliers[0], state: logistics.Done, on: day(time.March, 20)},
	{Draft: costing(piece("Bon de commande des grilles d’exposition", logistics.Order, logistics.Suppliers, logistics.Send), 480, "BC-91"), who: ines, with: suppliers[0], state: logistics.Done, on: day(time.March, 27)},
	{Draft: piece("Kit de communication national", logistics.OtherKind, logistics.Suppliers, logistics.Send), task: "Commande du matériel de communication national", who: lucie, state: logistics.Done, on: day(time.March, 21)},
	{Draft: piece("Factures et service fait", logistics.Invoice, logistics.Suppliers, logistics.Obtain), task: "Factures et service fait", who: ines, state: logistics.ToDo},

	{Draft: within(piece("Convention des étudiants médiateurs", logistics.Contract, logistics.Artists, logistics.Send), 60), who: samir, with: "Université Paris Nanterre", deal: "Étudiants médiateurs pour les JEA"},
	{Draft: costing(piece("Contrat de la conférencière", logistics.OtherKind, logistics.Artists, logistics.Send), 350, "C-07"), who: samir, state: logistics.Done, on: day(time.March, 11)},
	{Draft: costing(piece("Contrat du céramiste", logistics.OtherKind, logistics.Artists, logistics.Send), 600, "C-08"), who: samir, state: logistics.Done, on: day(time.March, 18)},
	{Draft: piece("Droits à l’image de la conférencière", logistics.OtherKind, logistics.Artists, logistics.Obtain), who: lucie, state: logistics.Done, on: day(time.April, 1)},
	{Draft: lawful(within(piece("Déclaration Sacem", logistics.Copyright, logistics.Artists, logistics.Send), 15), "Avant la diffusion\u00a0; tarif réduit si elle est déclarée à l’avance."), who: ines, state: logistics.ToDo},

	{Draft: costing(piece("Devis du car des groupes", logistics.Quote, logistics.Transport, logistics.Obtain), 720, "T-552"), who: ines, with: "Cars Exemple", state: logistics.Done, on: day(time.April, 2)},
	{Draft: piece("Ordre de mission du camion", logistics.OtherKind, logistics.Transport, logistics.Obtain), who: samir, state: logistics.Done, on: day(time.March, 25)},
	{Draft: piece("Attestation d’assurance du camion", logistics.Insurance, logistics.Transport, logistics.Obtain), who: samir, state: logistics.Done, on: day(time.March, 25)},

	{Draft: piece("Inscription aux JEA", logistics.OtherKind, logistics.Publics, logistics.Send), task: "Inscription aux Journées européennes de l’archéologie", who: samir, state: logistics.Done, on: day(time.February, 12)},
	{Draft: piece("Liste des classes inscrites", logistics.OtherKind, logistics.Publics, logistics.Obtain), who: lucie, state: logistics.Done, on: day(time.April, 4)},
	{Draft: within(piece("Autorisations parentales de la classe de 5e", logistics.OtherKind, logistics.Publics, logistics.Obtain), 30), who: lucie, state: logistics.ToDo},
}

// theDeliveries are what comes for the JEA.
var theDeliveries = []struct {
	logistics.DeliveryDraft
	who  who
	with string
}{
	{logistics.DeliveryDraft{Title: "Kit de communication national", State: logistics.Arrived, Day: day(time.April, 3), ReceivedOn: day(time.April, 3), Hours: "matin", Place: "Accueil du personnel", Transport: "Colis postal"}, ines, ""},
	{logistics.DeliveryDraft{Title: "20 grilles d’exposition", State: logistics.Expected, Day: day(time.April, 4), Hours: "entre 14 h et 16 h", Place: "Quai de livraison", Transport: "Camion du loueur"}, ines, suppliers[0]},
	{logistics.DeliveryDraft{Title: "5\u202f000 programmes imprimés", State: logistics.Expected, Day: day(time.May, 22), Hours: "avant 12 h", Place: "Quai de livraison"}, lucie, suppliers[2]},
	{logistics.DeliveryDraft{Title: "4 tentes de 3 m sur 3 m", State: logistics.Expected, Day: day(time.June, 11), Hours: "entre 8 h et 10 h", Place: "Cour", Transport: "Camion du loueur, deux personnes pour décharger"}, samir, suppliers[0]},
}

// file has the intern gather the file of the JEA.
func (s story) file(ctx context.Context, organisations map[string]int64, project int64) error {
	team := s.people[samir].At(at(day(time.February, 3), 10, 0))
	for i, name := range suppliers {
		id, err := s.rooms.Partners.Create(ctx, team, "", partner.OrganisationDraft{Name: name, Kind: kinds.Fournisseur, Town: "Nanterre",
			Phones: []partner.Phone{partner.Phone(fmt.Sprintf("+331990001%02d", 90+i))}, Emails: []string{fmt.Sprintf("fournisseur%d@example.org", i+1)}})
		if err != nil {
			return fmt.Errorf("find %q: %w", name, describe(err))
		}
		organisations[name] = id
	}
	tasks, err := s.tasksOf(ctx, project)
	if err != nil {
		return err
	}
	deals, err := s.rooms.Agreements.OfProject(ctx, team, project)
	if err != nil {
		return err
	}
	made := map[string]int64{}
	for _, one := range thePieces {
		d := one.Draft
		d.Person.ID, d.Organisation.ID = s.people[one.who].ID, organisations[one.with]
		if one.with != "" && d.Organisation.ID == 0 {
			return fmt.Errorf("%q is with nobody called %q", d.Title, one.with)
		}
		if one.task != "" {
			if d.Task.ID = tasks[one.task]; d.Task.ID == 0 {
				return fmt.Errorf("%q hangs on no task %q", d.Title, one.task)
			}
		}
		for _, need := range one.needs {
			d.Needs = append(d.Needs, partner.Ref{ID: made[need]})
		}
		for _, a := range deals {
			if a.Title == one.deal {
				d.Agreement.ID = a.ID
			}
		}
		id, err := s.rooms.Logistics.Create(ctx, team, "", project, d)
		if err != nil {
			return fmt.Errorf("file %q: %w", d.Title, describe(err))
		}
		made[d.Title] = id
		if one.on.IsZero() {
			continue
		}
		if _, err := s.rooms.Logistics.SetState(ctx, s.people[one.who].At(at(one.on, 15, 10)), id, one.state, 0); err != nil {
			return fmt.Errorf("note %q: %w", d.Title, describe(err))
		}
	}
	return s.deliver(ctx, organisations, project)
}

func (s story) deliver(ctx context.Context, organisations map[string]int64, project int64) error {
	by := s.people[ines].At(at(day(time.April, 3), 16, 0))
	for _, one := range theDeliveries {
		d := one.DeliveryDraft
		d.Organisation.ID, d.Person.ID = organisations[one.with], s.people[one.who].ID
		if _, err := s.rooms.Logistics.CreateDelivery(ctx, by, "", project, d); err != nil {
			return fmt.Errorf("deliver %q: %w", d.Title, describe(err))
		}
	}
	return nil
}

// tasksOf gives the tasks of a project by their titles.
func (s story) tasksOf(ctx context.Context, project int64) (map[string]int64, error) {
	v, err := s.rooms.Plans.Plan(ctx, s.people[claire].On(Day), project)
	if err != nil {
		return nil, err
	}
	tasks := map[string]int64{}
	for i := range v.Rows {
		tasks[v.Rows[i].Title] = v.Rows[i].ID
	}
	return tasks, nil
}
