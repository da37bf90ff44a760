package demo

import (
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// chapters are the projects of the story, in the order of their numbers.
var chapters = []chapter{archaeology, museumNight, heritageDays, scienceFestival, twinning, workshop, schoolProject, residency}

var twinning = chapter{
	kind:  programme.Twinning,
	title: "Jumelage avec les quartiers de Nanterre et de Colombes",
	short: "Jumelage Nanterre",
	first: day(time.November, 29),
	objectives: "Constituer deux groupes de jeunes de 16 à 25 ans, l’un à Nanterre, l’autre à Colombes, avec les centres sociaux et la mission locale.\n\n" +
		"Alterner les venues au musée et les rencontres dans les quartiers ; préparer ensemble une visite guidée par les jeunes.",
	audiences: "Jeunes de 16 à 25 ans du Petit Nanterre et du Parc, de l’Europe–Île Marante et du Petit Colombes ; relais : P’arc en Ciel, CSC Europe, CSC Petit-Colombes, mission locale.",
	pilot:     samir,
	begun:     day(time.February, 10),
	steps: []step{
		{programme.Preparing, day(time.February, 10), samir},
		{programme.Confirmed, day(time.March, 3), claire},
	},
	joins:    []join{{lucie, day(time.February, 10)}, {ines, day(time.February, 10)}},
	template: "jumelage-quartiers",
	hands: map[plan.Category]who{
		plan.Logistics: ines, plan.Education: lucie, plan.Evaluation: lucie, plan.Budget: claire,
	},
	turns: map[string]turn{
		"contacts":    {hand: ines, state: retroplan.InProgress, on: day(time.April, 1), ticked: 1},
		"rencontre-1": {hand: samir},
	},
}

var workshop = chapter{
	kind:  programme.AccessibilityWorkshop,
	title: "Atelier « Toucher la terre » pour adultes avec un handicap intellectuel",
	short: "Toucher la terre",
	first: day(time.July, 1),
	objectives: "Concevoir avec les éducateurs un atelier d’argile de 1 h 30, des consignes faciles à lire relues par les personnes concernées, et un support que l’on garde.\n\n" +
		"Tester, corriger, puis l’inscrire à l’offre de la rentrée.",
	audiences: "Groupes de six adultes accompagnés de deux éducateurs.",
	pilot:     lucie,
	begun:     day(time.January, 20),
	steps:     []step{{programme.Preparing, day(time.January, 20), lucie}, {programme.Confirmed, day(time.February, 17), claire}},
	joins:     []join{{ines, day(time.February, 17)}},
	template:  "atelier-handicap-mental",
	hands:     map[plan.Category]who{plan.Logistics: ines},
	turns: map[string]turn{
		"relecture": {hand: lucie, state: retroplan.InProgress, on: day(time.March, 28), ticked: 1},
	},
}

var schoolProject = chapter{
	kind:  programme.EAC,
	title: "Projet EAC : une classe de 5e fouille sa ville",
	short: "Classe de 5e",
	first: workcal.Of(2026, time.January, 29),
	objectives: "Mener une classe de la fouille simulée dans la cour jusqu’à la vitrine au musée : prélever, dessiner, classer, écrire les cartels.\n\n" +
		"Restitution devant les familles au musée.",
	audiences: "Une classe de 5e de Nanterre, ses enseignants d’histoire et d’arts plastiques, les familles.",
	pilot:     lucie,
	begun:     day(time.March, 10),
	steps:     []step{{programme.Preparing, day(time.March, 10), lucie}},
	joins:     []join{{samir, day(time.March, 10)}},
	template:  "projet-eac",
	hands:     map[plan.Category]who{plan.Administrative: samir, plan.Logistics: samir, plan.Communication: samir},
	turns: map[string]turn{
		"enseignant": {hand: lucie, state: retroplan.Done, on: day(time.March, 20)},
		"projet":     {hand: lucie, state: retroplan.InProgress, on: day(time.March, 31), ticked: 1},
	},
}

var residency = chapter{
	kind:  programme.Residency,
	title: "Résidence d’artiste : l’atelier dans les réserves",
	short: "Résidence 2025",
	first: day(time.December, 6),
	last:  day(time.December, 7),
	objectives: "Accueillir une ou un céramiste dix jours entre septembre et novembre ; ouvrir l’atelier au public deux après-midi par mois.\n\n" +
		"Carte blanche un week-end de décembre.",
	audiences: "Tout public, étudiants en école d’art, groupes du jumelage.",
	pilot:     samir,
	begun:     day(time.February, 24),
	steps:     []step{{programme.Preparing, day(time.February, 24), samir}},
	joins:     []join{{lucie, day(time.February, 24)}},
	template:  "residence-artiste",
	answers:   []string{"appel"},
	hands:     map[plan.Category]who{plan.Communication: lucie},
}
