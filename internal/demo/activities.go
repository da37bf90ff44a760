package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/activity"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

// offered is an activity of the story: of a project by its short name, thought of by somebody, and how far it got.
type offered struct {
	project string
	by      who
	with    []string // organisations
	to      activity.State
	activity.Draft
}

// What is said of access, in short: to people who walk, see, hear or understand with difficulty.
const (
	yes = activity.Accessible
	no  = activity.NotAccessible
)

var (
	everybody = [5]activity.Answer{yes, yes, yes, yes, yes}
	indoors   = [5]activity.Answer{yes, no, yes, yes, yes}
	uneven    = [5]activity.Answer{no, no, yes, yes, yes}
)

// The Friday is for schools, the weekend for everybody.
var offers = []offered{
	{project: archaeology.short, by: lucie, to: activity.Announced, Draft: activity.Draft{Kind: activity.Workshop, Title: "Fouille pour tous", Summary: "Dans un bac de fouille, chacun dégage, relève et dessine ce qu’il trouve.",
		Text: "Par petits groupes, les participants fouillent un carré, repèrent les couches et remplissent une fiche.\nLes objets sont des copies.", Audiences: "familles, individuels", AgeFrom: 6, Duration: 60, Languages: "français",
		Access: [5]activity.Answer{yes, no, yes, yes, yes}, Offers: [5]bool{false, false, false, true, true}, Free: true, Booking: activity.OnSite, BookingText: "à l’accueil, le jour même", GroupMost: 16, PerStaff: 8,
		Speakers: "Deux médiatrices du service", Materials: "Bacs de fouille, truelles, pinceaux, fiches", Credits: "Service des publics"}},
	{project: archaeology.short, by: lucie, to: activity.Announced, Draft: activity.Draft{Kind: activity.Visit, Title: "Les gestes de l’archéologue", Summary: "Une visite des collections par les outils\u00a0: creuser, trier, dater, raconter.", Audiences: "individuels", Duration: 75,
		Languages: "français", Access: everybody, Offers: [5]bool{true, true, false, false, false}, Free: true, Booking: activity.NoBooking, GroupMost: 25, PerStaff: 25, Speakers: "Un médiateur\nUne interprète en langue des signes"}},
	{project: archaeology.short, by: samir, to: activity.Announced, Draft: activity.Draft{Kind: activity.Talk, Title: "Qu’est-ce qu’un trésor\u00a0?", Summary: "Ce qu’une fouille cherche vraiment, et pourquoi l’or y compte si peu.", Audiences: "adultes", Duration: 60, Languages: "français",
		Access: indoors, Offers: [5]bool{false, true, false, false, false}, Free: true, Booking: activity.Online, GroupMost: 80, Speakers: "Une archéologue"}},
	{project: archaeology.short, by: samir, to: activity.Retained, Draft: activity.Draft{Kind: activity.Workshop, Title: "Vendredi des scolaires\u00a0: la stratigraphie en gâteau", Summary: "Les couches du sol racontées avec un gâteau que l’on découpe.", Audiences: "scolaires", AgeFrom: 8, AgeTo: 11,
		Duration: 60, Languages: "français", Access: indoors, Offers: [5]bool{false, false, false, true, false}, Free: true, Booking: activity.ByMail, BookingText: "par l’enseignant, avant le 16 mai", GroupMost: 30, PerStaff: 15, Materials: "Gâteaux, cuillères, planches"}},
	{project: archaeology.short, by: samir, to: activity.Retained, Draft: activity.Draft{Kind: activity.Workshop, Title: "Vendredi des scolaires\u00a0: tessons à remonter", Summary: "Recoller un pot, sans savoir à quoi il ressemblait.", Audiences: "scolaires", AgeFrom: 9, AgeTo: 14, Duration: 45, Languages: "français",
		Access: indoors, Free: true, Booking: activity.ByMail, BookingText: "par l’enseignant, avant le 16 mai", GroupMost: 30, PerStaff: 15, Materials: "Copies de pots cassés, ruban adhésif"}},
	{project: archaeology.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Trail, Title: "Vendredi des scolaires\u00a0: l’enquête du fragment", Summary: "Un parcours en autonomie, un carnet et six indices dans les salles.", Audiences: "scolaires, familles", AgeFrom: 7, AgeTo: 12,
		Duration: 50, Languages: "français", Access: everybody, Offers: [5]bool{false, false, false, true, false}, Free: true, Booking: activity.ByMail, GroupMost: 60, PerStaff: 30, Materials: "Carnets, crayons"}},
	{project: archaeology.short, by: lucie, to: activity.Retained, with: []string{"Laboratoire de dendrochronologie du Test"}, Draft: activity.Draft{Kind: activity.Stand, Title: "Lire l’âge d’un arbre", Summary: "Une chercheuse montre comment les cernes du bois datent une charpente.",
		Audiences: "individuels, jeunes", Duration: 120, Languages: "français, anglais", Access: everybody, Free: true, Booking: activity.NoBooking, Speakers: "Une chercheuse en dendrochronologie"}},
	{project: archaeology.short, by: samir, to: activity.Retained, Draft: activity.Draft{Kind: activity.Stand, Title: "Tailler le silex", Summary: "Une démonstration de taille, avec les gestes et les ratés.", Audiences: "familles, individuels", Duration: 90, Languages: "français", Access: everybody,
		Free: true, Booking: activity.NoBooking, Speakers: "Un tailleur de pierre", Materials: "Silex, lunettes, bâches, barrières"}},
	{project: archaeology.short, by: samir, to: activity.Retained, Draft: activity.Draft{Kind: activity.Stand, Title: "Le feu sans allumette", Summary: "Friction, percussion\u00a0: deux façons d’obtenir une flamme.", Audiences: "familles", Duration: 90, Languages: "français", Access: everybody, Free: true,
		Booking: activity.NoBooking, Materials: "Bac à sable, extincteur, couvertures"}},
	{project: archaeology.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Workshop, Title: "Modeler comme au Néolithique", Summary: "Un pot monté au colombin, que l’on emporte.", Audiences: "familles", AgeFrom: 5, Duration: 60, Languages: "français",
		Access: everybody, Offers: [5]bool{false, false, false, true, true}, Price: 300, Booking: activity.ByPhone, GroupMost: 14, PerStaff: 7, Materials: "Argile, tabliers, sacs"}},
	{project: archaeology.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Visit, Title: "Visite tactile\u00a0: l’objet dans la main", Summary: "Des copies à toucher, décrites une à une.", Audiences: "personnes aveugles ou malvoyantes", Duration: 75, Languages: "français",
		Access: [5]activity.Answer{yes, yes, yes, "", ""}, Offers: [5]bool{false, false, true, false, true}, Free: true, Booking: activity.ByPhone, GroupMost: 8, PerStaff: 4, Materials: "Copies, gants"}},
	{project: archaeology.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Visit, Title: "Visite facile à comprendre", Summary: "Trois objets, des mots simples, et le temps qu’il faut.", Audiences: "personnes en situation de handicap mental", Duration: 60, Languages: "français",
		Access: [5]activity.Answer{yes, no, yes, yes, yes}, Offers: [5]bool{false, false, false, true, true}, Free: true, Booking: activity.ByMail, GroupMost: 8, PerStaff: 4}},
	{project: archaeology.short, by: samir, to: activity.Retained, Draft: activity.Draft{Kind: activity.Screening, Title: "Courts métrages de chantiers", Summary: "Quatre films tournés sur des fouilles, suivis d’un échange.", Audiences: "adultes, jeunes", Duration: 80, Languages: "français, sous-titres", Access: indoors,
		Offers: [5]bool{false, true, false, false, false}, Free: true, Booking: activity.NoBooking, GroupMost: 80}},
	{project: archaeology.short, by: samir, to: activity.Proposed, Draft: activity.Draft{Kind: activity.Show, Title: "Contes de la terre retournée", Summary: "Une conteuse et un percussionniste, autour de ce que la terre garde.", Audiences: "familles", AgeFrom: 6, Duration: 50, Languages: "français",
		Access: indoors, Free: true, Booking: activity.NoBooking, Notes: "Devis demandé."}},
	{project: archaeology.short, by: ines, to: activity.Proposed, Draft: activity.Draft{Kind: activity.Stand, Title: "Dessine ta fouille", Summary: "Un grand plan au sol que chacun complète.", Audiences: "familles, jeunes", Duration: 30, Languages: "français", Access: everybody, Free: true,
		Booking: activity.NoBooking, Materials: "Rouleau de papier, feutres"}},
	{project: archaeology.short, by: ines, to: activity.Proposed, with: []string{"Centre socioculturel Le Phare"}, Draft: activity.Draft{Kind: activity.OffSite, Title: "Le bac de fouille au centre social", Summary: "Une fouille en miniature, une semaine avant l’événement, pour donner envie de venir.",
		Audiences: "familles, champ social", AgeFrom: 4, Duration: 90, Languages: "français", Access: everybody, Free: true, Booking: activity.OnSite, GroupMost: 20, PerStaff: 10, Materials: "Bac pliant, bâche"}},
	{project: archaeology.short, by: ines, to: activity.Idea, Draft: activity.Draft{Kind: activity.Trail, Title: "Jeu de piste sur téléphone", Summary: "Des énigmes qui s’ouvrent d’une salle à l’autre.", Audiences: "jeunes", AgeFrom: 15, AgeTo: 25}},
	{project: archaeology.short, by: ines, to: activity.Idea, Draft: activity.Draft{Kind: activity.Other, Title: "Photo souvenir en casque de chantier"}},
	{project: archaeology.short, by: lucie, to: activity.Idea, Draft: activity.Draft{Kind: activity.Workshop, Title: "Écrire sur l’argile", Audiences: "familles", Duration: 45}},
	{project: archaeology.short, by: samir, to: activity.Idea, Draft: activity.Draft{Kind: activity.Talk, Title: "Archéologie préventive\u00a0: fouiller avant de bâtir", Audiences: "adultes"}},
	{project: archaeology.short, by: lucie, to: activity.Idea, Draft: activity.Draft{Kind: activity.OffSite, Title: "Balade archéologique dans le quartier", Duration: 90, Access: uneven}},
	{project: archaeology.short, by: samir, to: activity.SetAside, Draft: activity.Draft{Kind: activity.Show, Title: "Combat de gladiateurs", Audiences: "familles", Because: "Hors du budget, et loin de nos collections."}},
	{project: archaeology.short, by: ines, to: activity.SetAside, Draft: activity.Draft{Kind: activity.Screening, Title: "Film en plein air", Audiences: "familles, jeunes", Because: "Il fait nuit trop tard en juin\u00a0: à reprendre pour la Nuit des musées."}},

	{project: museumNight.short, by: lucie, to: activity.Announced, Draft: activity.Draft{Kind: activity.Visit, Title: "Visite à la lampe de poche", Summary: "Les salles éteintes, une lampe, et des objets que l’on croyait connaître.", Audiences: "familles", AgeFrom: 6, Duration: 40, Languages: "français",
		Access: [5]activity.Answer{yes, no, yes, yes, ""}, Free: true, Booking: activity.OnSite, GroupMost: 20, PerStaff: 20, Materials: "Lampes, piles"}},
	{project: museumNight.short, by: samir, to: activity.Announced, with: []string{"Compagnie du Sas"}, Draft: activity.Draft{Kind: activity.Show, Title: "Percussions dans l’atrium", Summary: "Un concert d’instruments que l’on frappe, entre les vitrines.", Audiences: "individuels, familles",
		Duration: 45, Access: everybody, Offers: [5]bool{false, true, false, false, false}, Free: true, Booking: activity.NoBooking, GroupMost: 150}},
	{project: museumNight.short, by: samir, to: activity.Announced, Draft: activity.Draft{Kind: activity.Visit, Title: "Visite éclair", Summary: "Un objet, dix minutes.", Audiences: "individuels", Duration: 10, Languages: "français, anglais", Access: everybody, Free: true,
		Booking: activity.NoBooking, GroupMost: 15, PerStaff: 15}},
	{project: museumNight.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Workshop, Title: "Ombres et silhouettes", Summary: "Des théâtres d’ombres à partir des formes des collections.", Audiences: "familles", AgeFrom: 5, Duration: 45, Access: everybody, Free: true,
		Booking: activity.OnSite, GroupMost: 16, PerStaff: 8}},
	{project: museumNight.short, by: samir, to: activity.Proposed, Draft: activity.Draft{Kind: activity.Stand, Title: "La classe, l’œuvre\u00a0: les élèves présentent", Audiences: "scolaires, familles", Duration: 60, Free: true, Booking: activity.NoBooking}},

	{project: heritageDays.short, by: lucie, to: activity.Retained, Draft: activity.Draft{Kind: activity.Visit, Title: "Les réserves entrouvertes", Summary: "Ce que le public ne voit jamais, par petits groupes.", Audiences: "adultes, jeunes", AgeFrom: 12, Duration: 45, Languages: "français", Access: uneven, Free: true,
		Booking: activity.Online, GroupMost: 12, PerStaff: 12}},
	{project: heritageDays.short, by: lucie, to: activity.Proposed, Draft: activity.Draft{Kind: activity.Trail, Title: "Le bâtiment se raconte", Audiences: "individuels", Duration: 45, Free: true, Booking: activity.NoBooking}},
	{project: heritageDays.short, by: samir, to: activity.Idea, Draft: activity.Draft{Kind: activity.Workshop, Title: "Soigner un objet, c’est choisir", Audiences: "individuels"}},
	{project: heritageDays.short, by: samir, to: activity.Idea, Draft: activity.Draft{Kind: activity.Talk, Title: "Un siècle de visiteurs"}},

	{project: scienceFestival.short, by: lucie, to: activity.Proposed, Draft: activity.Draft{Kind: activity.Workshop, Title: "Dater sans date", Summary: "Cernes, carbone, couches\u00a0: trois façons de connaître l’âge d’un objet.", Audiences: "scolaires", AgeFrom: 11, AgeTo: 15, Duration: 60, Access: indoors, Free: true,
		Booking: activity.ByMail, GroupMost: 30, PerStaff: 15}},
	{project: scienceFestival.short, by: samir, to: activity.Idea, Draft: activity.Draft{Kind: activity.Stand, Title: "Os, graines et pollens au microscope", Audiences: "familles, scolaires"}},
	{project: scienceFestival.short, by: samir, to: activity.Idea, Draft: activity.Draft{Kind: activity.Talk, Title: "Ce que dit l’ADN, ce qu’il ne dit pas", Audiences: "adultes", Duration: 60}},
	{project: scienceFestival.short, by: lucie, to: activity.Idea, Draft: activity.Draft{Kind: activity.Workshop, Title: "L’archéologie expérimentale en vrai", Duration: 90}},
}

// offer has the service think of what its projects offer, and decide: organisations and projects are by their names.
func (s story) offer(ctx context.Context, organisations, projects map[string]int64) error {
	numbers := map[string]int64{}
	for i, one := range offers {
		d := one.Draft
		for _, name := range one.with {
			d.Organisations = append(d.Organisations, partner.Ref{ID: organisations[name], Name: name})
		}
		first := day(time.March, 17).AddDays(i / 3)
		id, err := s.rooms.Activities.Create(ctx, s.people[one.by].At(at(first, 10, i%50)), "", projects[one.project], d)
		if err != nil {
			return fmt.Errorf("think of %q: %w", d.Title, describe(err))
		}
		numbers[d.Title] = id
		if err := s.bring(ctx, id, one, first); err != nil {
			return fmt.Errorf("decide on %q: %w", d.Title, describe(err))
		}
	}
	// What works in May works in June.
	_, err := s.rooms.Activities.TakeUp(ctx, s.people[lucie].At(at(day(time.March, 27), 15, 20)), "", numbers["Visite éclair"], projects[archaeology.short])
	return describe(err)
}

// bring leads an activity through its states, each a day after the one before: its author proposes it, and the team decides; the head
// does of what the intern proposed, who looked at what became of it.
func (s story) bring(ctx context.Context, id int64, one offered, first workcal.Date) error {
	path := []activity.State{activity.Proposed, activity.Retained, activity.Announced}
	if one.to == activity.SetAside {
		path = []activity.State{activity.Proposed, activity.SetAside}
	}
	if one.to == activity.Idea {
		return nil
	}
	for i, to := range path {
		who := one.by
		if who == ines && to != activity.Proposed {
			who = claire
		}
		if err := s.rooms.Activities.SetState(ctx, s.people[who].At(at(first.AddDays(i+1), 14, 0)), id, i+1, to, one.Because); err != nil {
			return err
		}
		if to == one.to {
			break
		}
	}
	return s.rooms.Notices.See(ctx, s.people[ines].At(at(first.AddDays(len(path)+1), 9, 0)), journal.Activity, id)
}
