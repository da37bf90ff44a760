package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/space"
	"parvis/internal/workcal"
)

// spaces are where the museum receives people.
var spaces = []space.Draft{
	{Name: "Auditorium", Floor: "Sous-sol", Surface: 210, Seated: 120, Access: space.AccessFull, SetUp: 45, Active: true,
		Notes: "Régie son et lumière, vidéoprojecteur, boucle magnétique. Deux emplacements pour fauteuils au premier rang.\n\nLa loge est à réserver avec la salle."},
	{Name: "Atelier pédagogique 1", Floor: "Rez-de-chaussée", Surface: 62.5, Seated: 30, Standing: 35, Access: space.AccessFull, SetUp: 30, Active: true,
		Notes: "Deux points d’eau, tables réglables en hauteur. Sol à protéger pour la poterie."},
	{Name: "Atelier pédagogique 2", Floor: "1er étage", Surface: 48, Seated: 24, Standing: 28, Access: space.AccessHelped, SetUp: 30, Active: true,
		Notes: "Ascenseur de service, à demander à l’accueil."},
	{Name: "Salle d’exposition temporaire", Floor: "Rez-de-chaussée", Surface: 340, Standing: 150, Access: space.AccessFull, SetUp: 240, Active: true,
		Notes: "Aucune nourriture ni boisson. Le montage se fait avec la régie des œuvres."},
	{Name: "Hall d’accueil", Floor: "Rez-de-chaussée", Surface: 180, Seated: 60, Standing: 200, Access: space.AccessFull, SetUp: 90, Active: true},
	{Name: "Jardin archéologique", Floor: "Extérieur", Surface: 1250, Standing: 300, Access: space.AccessHelped, SetUp: 180, Active: true,
		Notes: "Carrés de fouille pédagogique. Repli dans le hall en cas de pluie."},
	{Name: "Salle de conférence", Floor: "1er étage", Surface: 75, Seated: 50, Access: space.AccessFull, SetUp: 20, Active: true},
	{Name: "Espace de médiation", Floor: "Niveau 2", Surface: 55, Seated: 18, Standing: 25, Access: space.AccessNone, SetUp: 15, Active: true,
		Notes: "Un escalier de sept marches, sans rampe."},
	{Name: "Cour", Floor: "Extérieur", Surface: 420, Standing: 250, SetUp: 120, Active: true},
	{Name: "Salle des maquettes", Floor: "Niveau 2", Surface: 38.2, Standing: 20, Access: space.AccessNone,
		Notes: "Fermée pour travaux jusqu’à l’automne."},
}

// describeSpaces has Samir write down the museum's spaces.
func (s story) describeSpaces(ctx context.Context) error {
	by := s.people[samir].At(at(workcal.Of(2024, time.November, 4), 14, 30))
	for _, d := range spaces {
		if _, err := s.rooms.Spaces.Create(ctx, by, "", d); err != nil {
			return fmt.Errorf("describe %q: %w", d.Name, describe(err))
		}
	}
	return nil
}
