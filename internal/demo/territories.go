package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/territory"
	"parvis/internal/workcal"
)

// territories are the two towns of the twinning with their priority districts: codes and labels of the national list of 2024 (ANCT,
// data.gouv.fr, Licence Ouverte 2.0), the middle of their outlines, older or local names; and two districts that Nanterre treats alike.
var territories = []territory.Draft{
	{Kind: territory.Town, Name: "Nanterre", Code: "92050"},
	{Kind: territory.Town, Name: "Colombes", Code: "92025"},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09201M", Name: "Université I", KnownAs: "Provinces-Françaises", Longitude: 2.2179, Latitude: 48.8998},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09202I", Name: "Université II", KnownAs: "Marcelin-Berthelot", Longitude: 2.2102, Latitude: 48.8973},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09205I", Name: "Chemin de l’Île", Longitude: 2.1914, Latitude: 48.8976},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09206M", Name: "Le Parc", KnownAs: "Parc Sud", Longitude: 2.2230, Latitude: 48.8902},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09213M", Name: "Petit Nanterre", Longitude: 2.2207, Latitude: 48.9113},
	{Kind: territory.District, Towns: "Nanterre", Code: "QN09218N", Name: "Secteur Anatole France", Longitude: 2.2082, Latitude: 48.9033, Notes: "Nouveau dans la liste de 2024."},
	{Kind: territory.District, Towns: "Nanterre", Name: "Langevin", Notes: "Traité par la ville comme un quartier prioritaire."},
	{Kind: territory.District, Towns: "Nanterre", Name: "Les Damades", Notes: "Traité par la ville comme un quartier prioritaire."},
	{Kind: territory.District, Towns: "Colombes", Code: "QN09209I", Name: "Fossés Jean", Longitude: 2.2668, Latitude: 48.9323},
	{Kind: territory.District, Towns: "Colombes", Code: "QN09212I", Name: "Petit Colombes", Longitude: 2.2280, Latitude: 48.9158},
	{Kind: territory.District, Towns: "Colombes", Code: "QN09217M", Name: "Audra – Musiciens", Longitude: 2.2498, Latitude: 48.9275},
}

// nameTerritories has Lucie write down the towns and districts of the twinning.
func (s story) nameTerritories(ctx context.Context) error {
	by := s.people[lucie].At(at(workcal.Of(2024, time.November, 12), 10, 15))
	for _, d := range territories {
		if _, err := s.rooms.Territories.Create(ctx, by, "", d); err != nil {
			return fmt.Errorf("name %q: %w", d.Name, describe(err))
		}
	}
	return nil
}
