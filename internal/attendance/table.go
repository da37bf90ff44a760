package attendance

import (
	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/slot"
)

// The names of the columns of a sheet of counts that are no audiences.
const (
	colProject = "projet"
	colEvent   = "evenement"
	colDay     = "jour"
	colFrom    = "debut"
	colTitle   = "activite"
	colAbsent  = "absents"
	colReason  = "raison"
)

// Sheet is how counts are written as a file: a slot a row, with a column for each audience. What nobody knows is an empty cell, never 0. What it writes
// comes in again.
func Sheet(audiences []Audience, territories []TerritoryNamed) table.Table[Slot] {
	named := map[int64]string{}
	for _, t := range territories {
		named[t.ID] = t.Label()
	}
	t := table.Table[Slot]{Name: "Fréquentation", Columns: []table.Column[Slot]{
		{Name: colProject, Label: "Projet", Cell: func(s Slot) table.Cell { return table.Text(s.Project.Title) }},
		{Name: colEvent, Label: "Événement", Cell: func(s Slot) table.Cell { return table.Text(s.Event.Name) }},
		{Name: colDay, Label: "Date", Cell: func(s Slot) table.Cell { return table.Day(s.Day) }},
		{Name: colFrom, Label: "Début", Cell: func(s Slot) table.Cell { return table.Text(slot.Clock(s.From)) }},
		{Name: colTitle, Label: "Activité", Cell: func(s Slot) table.Cell { return table.Text(s.Title) }},
		{Name: "lieu", Label: "Lieu", Cell: func(s Slot) table.Cell { return table.Text(s.Place) }},
		{Name: "tarif", Label: "Tarif", Cell: func(s Slot) table.Cell { return table.Text(s.Price.Label()) }},
		{Name: "prevus", Label: "Prévus", Cell: func(s Slot) table.Cell { return numberCell(s.Planned) }},
		{Name: "inscrits", Label: "Inscrits", Cell: func(s Slot) table.Cell { return numberCell(s.Registered) }},
		{Name: "presents", Label: "Présents", Cell: func(s Slot) table.Cell { return numberCell(s.Present) }},
		{Name: colAbsent, Label: "Absents", Cell: func(s Slot) table.Cell { return numberCell(s.Absent) }},
		{Name: colReason, Label: "Pourquoi non renseigné", Cell: func(s Slot) table.Cell { return table.Text(s.Reason.Label()) }},
		{Name: "territoire", Label: "Territoire des groupes", Cell: func(s Slot) table.Cell {
			if s.Origin.Several {
				return table.Text("plusieurs")
			}
			return table.Text(named[s.Origin.Territory])
		}},
	}}
	for _, a := range audiences {
		if len(t.Columns) < table.MostColumns {
			t.Columns = append(t.Columns, table.Column[Slot]{Name: NumberField(a.ID), Label: a.Name, Cell: func(s Slot) table.Cell { return numberCell(s.part(a.ID)) }})
		}
	}
	return t
}

// part is how many of an audience came, where somebody counted it.
func (s Slot) part(audience int64) Number {
	for _, p := range s.Parts {
		if p.Audience == audience {
			return Number{true, p.N}
		}
	}
	return Number{}
}

func numberCell(n Number) table.Cell {
	if !n.Known {
		return table.Cell{}
	}
	return table.Whole(n.N)
}

// Label is what is known of a price, in French; "" for nothing.
func (p Price) Label() string { return map[Price]string{Paid: "payant", Free: "gratuit"}[p] }

// MinistrySheet is the ministry's table as a file.
var MinistrySheet = ministrySheet()

func ministrySheet() table.Table[Ministry] {
	t := table.Table[Ministry]{Name: "Ministère", Columns: []table.Column[Ministry]{
		{Name: "projet", Label: "Projet", Cell: func(m Ministry) table.Cell { return table.Text(m.Label) }},
		{Name: "payant", Label: "Payant", Cell: func(m Ministry) table.Cell { return numberCell(m.Paid) }},
		{Name: "gratuit", Label: "Gratuit", Cell: func(m Ministry) table.Cell { return numberCell(m.Free) }},
		{Name: "sans_tarif", Label: "Tarif non renseigné", Cell: func(m Ministry) table.Cell { return numberCell(Number{m.Total.Known, m.Unpriced}) }},
		{Name: "total", Label: "Total", Cell: func(m Ministry) table.Cell { return numberCell(m.Total) }},
	}}
	for _, h := range Headings {
		t.Columns = append(t.Columns, table.Column[Ministry]{Name: string(h), Label: french.Capital(h.Label()), Cell: func(m Ministry) table.Cell { return numberCell(m.Headings[h]) }})
	}
	return table.Table[Ministry]{Name: t.Name, Columns: append(t.Columns, table.Column[Ministry]{Name: "seances", Label: "Séances", Cell: func(m Ministry) table.Cell { return table.Whole(m.Slots) }},
		table.Column[Ministry]{Name: "manquent", Label: "Séances non renseignées", Cell: func(m Ministry) table.Cell { return table.Whole(m.Missing) }})}
}
