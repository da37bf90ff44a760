package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/equipment"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

// Where the service keeps what it lends.
const (
	storeA   = "Réserve A, étagère 1"
	storeA2  = "Réserve A, étagère 2"
	storeB   = "Réserve B"
	workRoom = "Atelier pédagogique 1, placard"
	lodge    = "Loge d’accueil"
	garage   = "Garage"
)

// stock is the catalogue of the service: some of it is broken, or nowhere to be found.
var stock = []equipment.Draft{
	{Name: "Vidéoprojecteur", Category: equipment.Audiovisual, Quantity: 3, Broken: 1, Storage: storeA, SetUp: "Une prise, un câble HDMI.", Notes: "La lampe du numéro 2 est à changer."},
	{Name: "Écran sur pied", Category: equipment.Audiovisual, Quantity: 2, Storage: storeA},
	{Name: "Enceinte sur batterie", Category: equipment.Audiovisual, Quantity: 2, Storage: storeA, SetUp: "À charger la veille\u00a0: six heures d’autonomie."},
	{Name: "Micro-cravate", Category: equipment.Audiovisual, Quantity: 2, Storage: storeA, SetUp: "Deux piles neuves chacun."},
	{Name: "Micro à main", Category: equipment.Audiovisual, Quantity: 4, Storage: storeA},
	{Name: "Pied de micro", Category: equipment.Audiovisual, Quantity: 4, Missing: 1, Storage: storeA},
	{Name: "Ordinateur portable de projection", Category: equipment.Audiovisual, Quantity: 2, Storage: lodge},
	{Name: "Rallonge électrique de 10 m", Category: equipment.Audiovisual, Quantity: 8, Storage: storeA2},
	{Name: "Multiprise", Category: equipment.Audiovisual, Quantity: 12, Storage: storeA2},
	{Name: "Boucle magnétique portative", Category: equipment.Access, Quantity: 2, Storage: lodge, SetUp: "À charger la veille."},
	{Name: "Siège pliant de visite", Category: equipment.Access, Quantity: 20, Storage: lodge},
	{Name: "Loupe à main", Category: equipment.Access, Quantity: 10, Storage: lodge},
	{Name: "Rampe amovible", Category: equipment.Access, Quantity: 1, Storage: garage, SetUp: "À deux, dix minutes."},
	{Name: "Fauteuil roulant de prêt", Category: equipment.Access, Quantity: 2, Broken: 1, Storage: lodge, Notes: "Un pneu à changer."},
	{Name: "Table pliante", Category: equipment.Furniture, Quantity: 14, Storage: storeB},
	{Name: "Chaise pliante", Category: equipment.Furniture, Quantity: 80, Missing: 2, Storage: storeB},
	{Name: "Banc", Category: equipment.Furniture, Quantity: 12, Storage: storeB},
	{Name: "Mange-debout", Category: equipment.Furniture, Quantity: 6, Storage: storeB},
	{Name: "Barnum 3 × 3 m", Category: equipment.Furniture, Quantity: 4, Broken: 1, Storage: garage, SetUp: "À trois, vingt minutes. Lests obligatoires.", Notes: "Une toile déchirée, chez le réparateur."},
	{Name: "Lest de barnum", Category: equipment.Furniture, Quantity: 16, Storage: garage},
	{Name: "Grille d’exposition", Category: equipment.Furniture, Quantity: 10, Storage: storeB},
	{Name: "Panneau de rue", Category: equipment.Signage, Quantity: 8, Storage: storeB},
	{Name: "Chevalet d’accueil", Category: equipment.Signage, Quantity: 6, Storage: lodge},
	{Name: "Poteau de guidage", Category: equipment.Signage, Quantity: 12, Storage: lodge},
	{Name: "Kakémono du musée", Category: equipment.Signage, Quantity: 4, Storage: storeB},
	{Name: "Ardoise de programme", Category: equipment.Signage, Quantity: 5, Storage: lodge},
	{Name: "Bac de fouille", Category: equipment.Workshop, Quantity: 6, Storage: garage, SetUp: "À deux. Bâche au sol."},
	{Name: "Truelle", Category: equipment.Workshop, Quantity: 40, Storage: workRoom},
	{Name: "Pinceau de fouille", Category: equipment.Workshop, Quantity: 60, Storage: workRoom},
	{Name: "Casque de chantier", Category: equipment.Workshop, Quantity: 20, Storage: workRoom},
	{Name: "Malle de copies à toucher", Category: equipment.Workshop, Quantity: 2, Storage: workRoom, Notes: "Inventaire dans le couvercle."},
	{Name: "Tour de potier d’initiation", Category: equipment.Workshop, Quantity: 2, Storage: workRoom},
	{Name: "Tablier", Category: equipment.Workshop, Quantity: 30, Storage: workRoom},
	{Name: "Bâche de protection", Category: equipment.Workshop, Quantity: 8, Storage: garage},
	{Name: "Fontaine à eau", Category: equipment.Hosting, Quantity: 2, Storage: storeB},
	{Name: "Compteur à main", Category: equipment.Hosting, Quantity: 8, Storage: lodge},
	{Name: "Talkie-walkie", Category: equipment.Hosting, Quantity: 10, Broken: 1, Storage: lodge, SetUp: "À charger la veille."},
	{Name: "Diable", Category: equipment.Transport, Quantity: 2, Storage: garage},
	{Name: "Chariot", Category: equipment.Transport, Quantity: 3, Storage: garage},
	{Name: "Extincteur à poudre", Category: equipment.Safety, Quantity: 4, Storage: garage},
	{Name: "Trousse de secours", Category: equipment.Safety, Quantity: 5, Storage: lodge},
	{Name: "Ancien rétroprojecteur", Category: equipment.Audiovisual, Quantity: 1, Storage: storeA2, Notes: "Gardé pour les ateliers d’ombres."},
}

// lots are what goes together.
var lots = []equipment.SetDraft{
	{Name: "Conférence", What: "1 vidéoprojecteur\n1 écran sur pied\n1 ordinateur portable de projection\n2 micros-cravates"},
	{Name: "Stand de plein air", What: "1 barnum 3 × 3 m\n4 lests de barnum\n2 tables pliantes\n4 chaises pliantes\n1 ardoise de programme", Notes: "Pour une place de marché, une cour, un jardin."},
	{Name: "Atelier de fouille", What: "2 bacs de fouille\n16 truelles\n16 pinceaux de fouille\n2 bâches de protection"},
}

// equipped are what the slots of the Journées de l’archéologie need, by their activities. On the Saturday there are not enough of two things.
var equipped = map[string]string{
	"Fouille pour tous":                                        "2 bacs de fouille\n16 truelles\n16 pinceaux de fouille\n1 barnum 3 × 3 m",
	"Les gestes de l’archéologue":                              "1 micro-cravate\n6 sièges pliants de visite",
	"Qu’est-ce qu’un trésor\u00a0?":                            "2 micros-cravates\n1 micro à main\n1 boucle magnétique portative",
	"Courts métrages de chantiers":                             "1 ordinateur portable de projection\n1 micro à main",
	"Lire l’âge d’un arbre":                                    "2 tables pliantes\n4 loupes à main",
	"Tailler le silex":                                         "1 barnum 3 × 3 m\n4 lests de barnum\n2 bâches de protection\n3 bancs",
	"Le feu sans allumette":                                    "1 extincteur à poudre\n3 bancs",
	"Modeler comme au Néolithique":                             "14 tabliers\n2 tours de potier d’initiation",
	"Visite tactile\u00a0: l’objet dans la main":               "1 malle de copies à toucher",
	"Dessine ta fouille":                                       "4 tables pliantes",
	"Le bac de fouille au centre social":                       "1 bac de fouille\n10 truelles\n10 pinceaux de fouille\n1 barnum 3 × 3 m\n4 lests de barnum\n2 tables pliantes\n1 diable\n1 trousse de secours",
	"Vendredi des scolaires\u00a0: la stratigraphie en gâteau": "6 tables pliantes",
}

// lend has Samir write the catalogue down, and the team book what the Journées de l’archéologie need.
func (s story) lend(ctx context.Context, project int64) error {
	by := s.people[samir].At(at(workcal.Of(2024, time.November, 5), 10, 0))
	for _, d := range stock {
		d.Active = d.Name != "Ancien rétroprojecteur"
		if _, err := s.rooms.Equipment.Create(ctx, by, "", d); err != nil {
			return fmt.Errorf("write %q down: %w", d.Name, describe(err))
		}
	}
	for _, d := range lots {
		if _, err := s.rooms.Equipment.CreateSet(ctx, by, "", d); err != nil {
			return fmt.Errorf("put %q together: %w", d.Name, describe(err))
		}
	}
	programme, err := s.rooms.Slots.OfProject(ctx, by, project)
	if err != nil {
		return fmt.Errorf("read the slots: %w", err)
	}
	ask := s.people[ines].At(at(day(time.April, 3), 14, 0))
	for _, one := range programme.Slots {
		what, needs := equipped[one.Activity.Title]
		if !needs || !one.Status.Held() {
			continue
		}
		if _, err := s.rooms.Equipment.SetSlot(ctx, ask, one.ID, 1, what, true); err != nil {
			return fmt.Errorf("equip %q: %w", one.Name(), describe(err))
		}
	}
	for _, d := range []equipment.BookingDraft{
		{Purpose: "Signalétique du week-end", Place: "Parvis et jardin", First: day(time.June, 12), From: clock(9, 0), Last: day(time.June, 16), To: clock(12, 0), What: "6 panneaux de rue\n4 chevalets d’accueil\n12 poteaux de guidage\n2 kakémonos du musée",
			Person: partner.Ref{ID: s.people[ines].ID}},
		{Purpose: "Point d’accueil du public", Place: "Hall d’accueil", First: friday, From: clock(8, 30), Last: sunday, To: clock(19, 0), What: "4 compteurs à main\n6 talkies-walkies\n2 trousses de secours\n1 fontaine à eau", Person: partner.Ref{ID: s.people[lucie].ID}},
	} {
		if _, _, err := s.rooms.Equipment.Book(ctx, ask, "", project, d, false); err != nil {
			return fmt.Errorf("book %q: %w", d.Purpose, describe(err))
		}
	}
	return s.goOut(ctx, project)
}

// goOut has Inès prepare what is done at the centre social: the authorisation of the town is still awaited.
func (s story) goOut(ctx context.Context, project int64) error {
	by := s.people[ines].At(at(day(time.April, 3), 16, 30))
	found, _, err := s.rooms.Partners.List(ctx, by, partner.Filter{Text: "Le Phare"})
	if err != nil {
		return fmt.Errorf("find the centre social: %w", err)
	}
	d := outing.Blank
	d.Title, d.Day, d.Hours = "Le bac de fouille au centre social", saturday, "arrivée à 9 h, public de 10 h à 11 h 30, départ à 12 h 30"
	if len(found.List) > 0 {
		d.Host = partner.Ref{ID: found.List[0].ID}
	}
	d.Contact, d.Address = "L’accueil du centre, dès 8 h 30", "Centre socioculturel Le Phare, Nanterre"
	d.Travel = "Départ de la cour du musée à 8 h 30. Décharger devant l’entrée de la salle polyvalente, puis garer l’utilitaire dans la rue derrière."
	d.Driver, d.Permit, d.PermitText = "Samir, avec l’utilitaire du musée", outing.Asked, "Occupation du parvis, demandée à la ville le 1er avril"
	d.Fallback = "La salle polyvalente du centre. Samir décide à 8 h, avec l’accueil."
	d.Notes = "Une animatrice du centre reste avec le groupe."
	if _, err := s.rooms.Outings.Create(ctx, by, "", project, d); err != nil {
		return fmt.Errorf("prepare %q: %w", d.Title, describe(err))
	}
	return nil
}
