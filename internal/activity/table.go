package activity

import (
	"errors"
	"slices"
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/written"
)

type column = table.Column[Draft]

// Table is how the activities of a project are written as a file and read from one.
var Table = table.Table[Draft]{Name: "Activités", Blank: Blank, Columns: tableColumns()}

// Library is how activities of several projects are written as a file: each with its project.
var Library = library()

func library() table.Table[Activity] {
	t := table.Table[Activity]{Name: "Activités", Columns: []table.Column[Activity]{{Name: "projet", Label: "Projet", Cell: func(a Activity) table.Cell { return table.Text(a.Project.Title) }}}}
	for _, c := range Table.Columns {
		t.Columns = append(t.Columns, table.Column[Activity]{Name: c.Name, Label: c.Label, Cell: func(a Activity) table.Cell { return c.Cell(a.Draft) }})
	}
	return t
}

func tableColumns() []column {
	list := []column{
		text("titre", "Titre", func(d *Draft) *string { return &d.Title }, "Activité", "Intitulé"),
		choice(FieldKind, "Type", "un type connu", Kinds, func(d *Draft) *Kind { return &d.Kind }, "Nature"),
		choice(FieldState, "État", "un état connu", States, func(d *Draft) *State { return &d.State }, "Statut"),
		text(FieldBecause, "Pourquoi elle est écartée", func(d *Draft) *string { return &d.Because }, "Motif"),
		text("accroche", "Texte court", func(d *Draft) *string { return &d.Summary }, "Résumé", "Accroche"),
		text("texte", "Texte long", func(d *Draft) *string { return &d.Text }, "Texte", "Description"),
		text("publics", "Publics", func(d *Draft) *string { return &d.Audiences }, "Public"),
		whole("age_de", "Âge, à partir de", func(d *Draft) *int { return &d.AgeFrom }, "Âge minimum"),
		whole("age_a", "Âge, jusqu’à", func(d *Draft) *int { return &d.AgeTo }, "Âge maximum"),
		{Name: "duree", Label: "Durée", Cell: func(d Draft) table.Cell { return table.Text(written.MinutesText(d.Duration)) },
			Read: func(d *Draft, text string) (err error) { d.Duration, err = written.Minutes(text); return err }},
		text("langues", "Langues", func(d *Draft) *string { return &d.Languages }, "Langue"),
	}
	for _, one := range Disabilities {
		list = append(list, column{Name: one.Field(), Label: one.Label(), Aliases: []string{"Accessible, " + one.Label()}, Rare: true, Cell: func(d Draft) table.Cell { return table.Text(d.Access[one].Label()) },
			Read: func(d *Draft, text string) (err error) { d.Access[one], err = readAnswer(text); return err }})
	}
	for _, one := range Offers {
		list = append(list, flag(one.Field(), one.Label(), func(d *Draft) *bool { return &d.Offers[one] }))
	}
	return append(list,
		flag("gratuit", "Gratuit", func(d *Draft) *bool { return &d.Free }),
		column{Name: "prix", Label: "Prix (€)", Aliases: []string{"Prix", "Tarif"}, Rare: true, Cell: func(d Draft) table.Cell {
			if d.Price == 0 {
				return table.Cell{}
			}
			return table.Decimal(float64(d.Price) / 100)
		}, Read: readPrice},
		rare(choice("reservation", "Réservation", "une façon connue de réserver", Bookings, func(d *Draft) *Booking { return &d.Booking })),
		rare(text("reserver", "Comment réserver", func(d *Draft) *string { return &d.BookingText })),
		rare(whole("groupe", "Personnes au plus", func(d *Draft) *int { return &d.GroupMost }, "Jauge", "Effectif maximum")),
		rare(whole("encadrement", "Personnes par encadrant", func(d *Draft) *int { return &d.PerStaff })),
		rare(text("intervenants", "Intervenants", func(d *Draft) *string { return &d.Speakers }, "Intervenant", "Intervenante")),
		column{Name: FieldOrganisations, Label: "Structures", Aliases: []string{"Structure", "Partenaires"}, Rare: true, Cell: func(d Draft) table.Cell { return table.Text(onePerLine(d.Organisations)) },
			Read: func(d *Draft, text string) error { d.Organisations = unnamed(text); return nil }},
		rare(text("materiel", "Matériel nécessaire", func(d *Draft) *string { return &d.Materials }, "Matériel")),
		rare(text("credits", "Crédits de l’image", func(d *Draft) *string { return &d.Credits }, "Crédits")),
		rare(text("notes", "Notes", func(d *Draft) *string { return &d.Notes }, "Remarques")),
	)
}

func rare(c column) column {
	c.Rare = true
	return c
}

func text(name, label string, of func(*Draft) *string, aliases ...string) column {
	return column{Name: name, Label: label, Aliases: aliases, Required: name == FieldTitle, Rare: name != FieldTitle, Cell: func(d Draft) table.Cell { return table.Text(*of(&d)) },
		Read: func(d *Draft, text string) error { *of(d) = text; return nil }}
}

func whole(name, label string, of func(*Draft) *int, aliases ...string) column {
	return column{Name: name, Label: label, Aliases: aliases, Rare: true, Cell: func(d Draft) table.Cell {
		if *of(&d) == 0 {
			return table.Cell{}
		}
		return table.Whole(*of(&d))
	}, Read: func(d *Draft, text string) (err error) { *of(d), err = written.Whole(text); return err }}
}

func flag(name, label string, of func(*Draft) *bool) column {
	return column{Name: name, Label: label, Rare: true, Cell: func(d Draft) table.Cell { return table.YesNo(*of(&d)) },
		Read: func(d *Draft, text string) (err error) { *of(d), err = written.YesNo(text); return err }}
}

// labelled is a choice that people read.
type labelled interface {
	~string
	Label() string
}

// choice reads one of a list by its label, whatever its capitals and accents.
func choice[T labelled](name, label, what string, among []T, of func(*Draft) *T, aliases ...string) column {
	return column{Name: name, Label: label, Aliases: aliases, Rare: true, Cell: func(d Draft) table.Cell { return table.Text((*of(&d)).Label()) },
		Read: func(d *Draft, text string) error {
			var labels []string
			for _, one := range among {
				if french.Fold(one.Label()) == french.Fold(text) {
					*of(d) = one
					return nil
				}
				labels = append(labels, one.Label())
			}
			return errors.New(written.Quoted(text) + " n’est pas " + what + "\u00a0: écrivez " + french.Or(labels) + ".")
		}}
}

// readAnswer reads whether an activity is accessible: by its label, or oui and non.
func readAnswer(text string) (Answer, error) {
	switch french.Fold(text) {
	case "oui", french.Fold(Accessible.Label()):
		return Accessible, nil
	case "non", french.Fold(NotAccessible.Label()):
		return NotAccessible, nil
	}
	return "", errors.New(written.Quoted(text) + " n’est pas une réponse\u00a0: écrivez oui ou non, ou laissez la case vide.")
}

// readPrice reads an amount, or that there is nothing to pay.
func readPrice(d *Draft, text string) (err error) {
	if slices.Contains([]string{"gratuit", "gratuite", "0", "0 €"}, french.Fold(text)) {
		d.Free, d.Price = true, 0
		return nil
	}
	d.Price, err = written.Euros(text)
	return err
}

func onePerLine(list []partner.Ref) string {
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = one.Name
	}
	return strings.Join(names, "\n")
}

// unnamed are organisations by their names, one a line, whose numbers are looked up afterwards.
func unnamed(text string) []partner.Ref {
	var list []partner.Ref
	for line := range strings.SplitSeq(text, "\n") {
		if line = french.OneLine(line); line != "" {
			list = append(list, partner.Ref{Name: line})
		}
	}
	return list
}
