package demo

import (
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// nationalEvent is the key of the template that the four national events are planned from.
const nationalEvent = "evenement-national"

// archaeology is the project that the demonstration is about: planned at J-180, a little more than
// half-way at J-67, with the intern on its administrative and logistical file.
var archaeology = chapter{
	kind:    programme.EventProgramme,
	title:   "JEA 2025 : trois jours d’archéologie au musée",
	short:   "JEA 2025",
	opening: "9 h – 19 h",
	series:  "jea",
	objectives: "Faire comprendre ce qu’est une fouille, de la tranchée au musée, en montrant le travail des archéologues plutôt que les seuls objets.\n\n" +
		"Accueillir au moins douze classes le vendredi.\n\nFaire venir au musée des habitants de Nanterre et de Colombes qui n’y viennent pas, avec les relais du jumelage.",
	audiences: "Scolaires le vendredi (du CM1 à la 5e), familles le week-end, groupes des centres sociaux, personnes en situation de handicap.",
	pilot:     lucie,
	begun:     workcal.Of(2024, time.December, 2),
	steps: []step{
		{programme.Preparing, workcal.Of(2024, time.December, 2), lucie},
		{programme.Confirmed, day(time.January, 20), claire},
	},
	joins:    []join{{samir, workcal.Of(2024, time.December, 2)}, {ines, day(time.February, 3)}},
	template: nationalEvent,
	answers:  []string{"jea", "scolaires", "utilisation_exceptionnelle", "hors_les_murs", "vacataires"},
	hands: map[plan.Category]who{
		plan.Administrative: ines, plan.Logistics: ines, plan.Communication: samir, plan.Partners: samir,
		plan.Education: lucie, plan.Programming: lucie, plan.Evaluation: lucie, plan.Budget: claire,
	},
	turns: map[string]turn{
		"materiel-national": {hand: ines, left: true, ticked: 1},
		"espaces-confirmes": {hand: lucie, state: retroplan.InProgress, on: day(time.March, 27)},
		"credits": {hand: ines, state: retroplan.Blocked, on: day(time.April, 1), ticked: 1,
			because: "Deux photographes n’ont pas encore répondu pour cinq images de la fouille."},
		"jauge":                    {hand: lucie},
		"relecture":                {hand: lucie},
		"mise-en-page":             {hand: lucie},
		"avenant":                  {hand: ines, state: retroplan.Done, on: day(time.March, 26)},
		"droit-image":              {hand: ines, state: retroplan.Done, on: day(time.April, 2)},
		"demande-reunion-securite": {hand: ines, state: retroplan.Done, on: day(time.April, 3)},
		"ateliers":                 {hand: lucie, state: retroplan.InProgress, on: day(time.April, 2), ticked: 1},
		"malles":                   {free: true},
		"saisie":                   {free: true},
		"retour-prets":             {free: true},
	},
}

var museumNight = chapter{
	kind:    programme.EventProgramme,
	title:   "Nuit des musées 2025 : le musée à la lampe de poche",
	short:   "Nuit des musées 2025",
	opening: "18 h – 1 h",
	series:  "nuit-des-musees",
	objectives: "Ouvrir le musée de 19 h à minuit, gratuitement, avec une visite à la lampe de poche pour les familles et un concert dans le hall.\n\n" +
		"Présenter les travaux des élèves de « La classe, l’œuvre ! ».",
	audiences: "Tout public ; familles jusqu’à 21 h, jeunes de 15 à 25 ans ensuite.",
	pilot:     samir,
	begun:     workcal.Of(2024, time.November, 4),
	steps: []step{
		{programme.Preparing, workcal.Of(2024, time.November, 4), samir},
		{programme.Confirmed, workcal.Of(2024, time.December, 9), claire},
	},
	joins:    []join{{lucie, workcal.Of(2024, time.November, 4)}},
	template: nationalEvent,
	answers:  []string{"openagenda", "utilisation_exceptionnelle", "musique", "artistes_occasionnels", "vacataires", "buvette"},
	hands: map[plan.Category]who{
		plan.Education: lucie, plan.Programming: lucie, plan.Evaluation: lucie, plan.Budget: claire,
	},
	turns: map[string]turn{
		"droit-image": {hand: samir, left: true, ticked: 1},
		// Samir is away before Easter: what he prints must be there before he leaves.
		"impression": {state: retroplan.InProgress, on: day(time.March, 28), ticked: 1},
	},
}

var heritageDays = chapter{
	kind:   programme.EventProgramme,
	title:  "JEP 2025 : lire les murs du musée",
	short:  "JEP 2025",
	series: "jep",
	objectives: "Raconter l’architecture du musée à voix haute : parcours dehors et dedans, croquis, maquettes à toucher.\n\n" +
		"Recevoir les classes du quartier le vendredi (« Levez les yeux ! »).",
	audiences:   "Tout public, scolaires le vendredi, personnes aveugles ou malvoyantes.",
	pilot:       lucie,
	begun:       day(time.March, 10),
	steps:       []step{{programme.Preparing, day(time.March, 10), lucie}},
	joins:       []join{{samir, day(time.March, 10)}},
	template:    nationalEvent,
	answers:     []string{"openagenda", "scolaires", "hors_les_murs", "domaine_public", "vacataires"},
	hands:       map[plan.Category]who{plan.Logistics: samir, plan.Communication: samir, plan.Budget: claire},
	sharedUntil: day(time.June, 30),
}

var scienceFestival = chapter{
	kind:    programme.EventProgramme,
	title:   "Fête de la science 2025 : l’intelligence de la main",
	short:   "Fête de la science 2025",
	opening: "9 h – 18 h",
	series:  "fete-de-la-science",
	objectives: "Répondre à l’appel régional avec un village de gestes et de matières : tailler, tisser, modeler, mesurer.\n\n" +
		"Associer un laboratoire de l’Université Paris Nanterre.",
	audiences:   "Collégiens et lycéens en semaine, familles les deux week-ends.",
	pilot:       samir,
	begun:       day(time.March, 24),
	joins:       []join{{lucie, day(time.March, 24)}},
	template:    nationalEvent,
	answers:     []string{"fete_science", "scolaires", "openagenda"},
	hands:       map[plan.Category]who{plan.Education: lucie, plan.Budget: claire},
	sharedUntil: day(time.June, 30),
	turns: map[string]turn{
		"candidature-fds": {hand: samir, state: retroplan.InProgress, on: day(time.March, 31), ticked: 3},
	},
}
