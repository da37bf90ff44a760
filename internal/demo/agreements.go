package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/agreement"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

// signed is an agreement of the story: with an organisation and for a project, by their names.
type signed struct {
	with, project string
	agreement.Draft
}

var agreements = []signed{
	{with: "Centre social et culturel P’arc en Ciel", project: twinning.short, Draft: agreement.Draft{Title: "Jumelage 2025 avec P’arc en Ciel", Kind: agreement.Partnership, State: agreement.Signed,
		First: day(time.March, 1), Last: day(time.November, 29), SentOn: day(time.February, 12), SignedOn: day(time.February, 26), Signatories: "La directrice du musée\nLa direction du centre social"}},
	{with: "Maison de la musique de Nanterre", Draft: agreement.Draft{Title: "Prêt de matériel de sonorisation", Kind: agreement.Loan, State: agreement.Signed,
		First: workcal.Of(2024, time.May, 13), Last: day(time.May, 12), SignedOn: workcal.Of(2024, time.May, 6), Notes: "À renouveler avant la Nuit des musées."}},
	{with: "La Terrasse, espace d’art de Nanterre", project: residency.short, Draft: agreement.Draft{Title: "Résidence d’artiste\u00a0: restitution hors les murs", Kind: agreement.Residency, State: agreement.Sent,
		SentOn: day(time.March, 24), Amount: agreement.Amount{Said: true, Cents: 240_000}}},
	{with: "Université Paris Nanterre", project: archaeology.short, Draft: agreement.Draft{Title: "Étudiants médiateurs pour les JEA", Kind: agreement.School, State: agreement.ToWrite,
		First: day(time.June, 13), Last: day(time.June, 15)}},
	{with: "Cinéma L’Hélios", Draft: agreement.Draft{Title: "Ciné-débats au cinéma L’Hélios", Kind: agreement.Provision, State: agreement.Denounced,
		First: workcal.Of(2024, time.October, 1), Last: day(time.June, 30), SignedOn: workcal.Of(2024, time.September, 16), DenouncedOn: day(time.January, 20), Amount: agreement.Amount{Said: true, Cents: 85_050}}},
}

// signAgreements has Samir write down what the service signs; organisations and projects are by their names.
func (s story) signAgreements(ctx context.Context, organisations, projects map[string]int64) error {
	by := s.people[samir].At(at(day(time.March, 28), 11, 0))
	for _, one := range agreements {
		d := one.Draft
		d.Organisations, d.Project.ID = []partner.Ref{{ID: organisations[one.with]}}, projects[one.project]
		if _, err := s.rooms.Agreements.Create(ctx, by, "", d); err != nil {
			return fmt.Errorf("sign %q: %w", d.Title, describe(err))
		}
	}
	return nil
}
