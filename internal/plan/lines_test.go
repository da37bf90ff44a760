package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
)

var (
	someBase   = plan.Draft{Category: plan.Logistics, Duration: 1}
	somePeople = []plan.Assignee{{ID: 1, Name: "Inès Marchand", Role: access.Team}, {ID: 2, Name: "Zoé Petit", Role: access.Intern}, {ID: 3, Name: "Zoé Le Roux", Role: access.Team}}
)

func TestLinesAreTasks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Réserver la salle":                                        {"Réserver la salle 0 1 - -"},
		"Un\n\n  Deux  \nTrois, et quatre":                         {"Un 0 1 - -", "Deux 0 1 - -", "Trois, et quatre 0 1 - -"},
		"- Un\n• Deux\n* Trois\n– Quatre":                          {"Un 0 1 - -", "Deux 0 1 - -", "Trois 0 1 - -", "Quatre 0 1 - -"},
		"-Un\n2-Deux":                                              {"-Un 0 1 - -", "2-Deux 0 1 - -"},
		"Affiche\tInès Marchand\t2 sem\tJ-21":                      {"Affiche 1 10 J-21 -"},
		"Affiche ; ines ; 3 ; 13/05/2025\nDevis;;;\nVisite;;10 jc": {"Affiche 1 3 - 2025-05-13", "Devis 0 1 - -", "Visite 0 10c - -"},
		"Tâche\tResponsable\tDurée\nAffiche\tRoux\t0":              {"Affiche 3 0 - -"},
		"\"Affiche\nA3\"\tInès\nDevis ; traiteur\tà attribuer":     {"Affiche A3 1 1 - -", "Devis ; traiteur 0 1 - -"},
		"Un\t\t\t\t\nDeux\t \t\t13 mai":                            {"Un 0 1 - -", "Deux 0 1 - 2025-05-13"},
	} {
		drafts, _, problems := plan.Lines(text, someBase, somePeople, workcal.Of(2025, 6, 13))
		var got []string
		for _, d := range drafts {
			who, days, deadline := int64(0), fmt.Sprint(d.Duration), "-"
			if d.ResponsibleID != nil {
				who = *d.ResponsibleID
			}
			if d.CalendarDays {
				days += "c"
			}
			if !d.Deadline.IsZero() {
				deadline = d.Deadline.String()
			}
			due := d.Offset.String()
			if due == "" {
				due = "-"
			}
			got = append(got, fmt.Sprint(d.Title, " ", who, " ", days, " ", due, " ", deadline))
		}
		if problems.Any() {
			t.Errorf("%q: %v", text, problems)
		}
		equal(t, text, got, want)
	}
}

func TestWhatALineCannotMeanIsSaidWithItsNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                                {"Donnez un titre à la tâche."},
		"Affiche ; demain":                {"« demain » n’est le nom d’aucune personne"},
		"Un\n\nDeux\tZoé":                 {"Ligne 3 : « Zoé » peut être Zoé Petit ou Zoé Le Roux : écrivez le prénom et le nom."},
		"Un\t\ttrois\nDeux\t\t1\tbientôt": {"Ligne 1 : « trois » n’est pas une durée", "Ligne 2 : « bientôt » n’est ni un jour"},
		"Un\n;2\nDeux;;2":                 {"Ligne 2 : « 2 » n’est le nom"},
		";;2\nDeux;;2":                    {"Ligne 1 : donnez un titre"},
		"Un;;;J-9999":                     {"va jusqu’à 2 000 jours"},
		"Un;;3000":                        {"de 0 (un jalon) à 2 000 jours"},
		"Un;;;;de trop":                   {"« de trop » est de trop"},
		"Un\n" + strings.Repeat("x", 201): {"Ligne 2 : ce texte compte 201 caractères"},
		"\"Un\tInès\nDeux":                {"guillemet"},
		strings.Repeat("x\n", 201):        {"au plus 200 lignes à la fois : il y en a 201."},
	} {
		_, _, problems := plan.Lines(text, someBase, somePeople, workcal.Of(2025, 6, 13))
		if len(problems) != len(want) {
			t.Errorf("%.30q: %v", text, problems)
			continue
		}
		for i := range want {
			if got := french.PlainSpaces(problems[i].Sentence); !strings.Contains(got, want[i]) || problems[i].Field != plan.FieldTitle {
				t.Errorf("%.30q: got %q, want %q", text, got, want[i])
			}
		}
	}
	drafts, notes, _ := plan.Lines("Tâche;Qui\nUn;;1,5;13 mai", someBase, somePeople, workcal.Of(2025, 6, 13))
	if len(drafts) != 1 || len(notes) != 3 {
		t.Errorf("%d drafts, noted %q", len(drafts), notes)
	}
}

// FuzzLines holds that whatever is pasted, each line that holds something is a task that a plan can keep, or a problem.
func FuzzLines(f *testing.F) {
	for _, text := range []string{"", "Un", "Un\nDeux", "- Un;Zoé;2 sem;J-21", "Tâche\tQui\nUn\tInès\t1,5\t13 mai", "\"a\tb", "\"a\n\"\tb", ";;;", "\t\n\t", "•\n-", "sep=;\nUn;2"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = french.Paragraphs(text)
		drafts, _, problems := plan.Lines(text, someBase, somePeople, workcal.Of(2025, 6, 13))
		if len(drafts) == 0 && !problems.Any() {
			t.Fatalf("%q is nothing, and nobody says so", text)
		}
		wrong := 0
		for _, d := range drafts {
			if d.Check().Any() {
				wrong++
			}
		}
		if wrong > len(problems) {
			t.Fatalf("%q: %d drafts are wrong, %v", text, wrong, problems)
		}
		for _, p := range problems {
			if p.Sentence == "" || p.Field != plan.FieldTitle {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		if !strings.ContainsAny(text, "\t;\"") && !problems.Any() {
			lines := 0
			for line := range strings.SplitSeq(text, "\n") {
				if french.OneLine(line) != "" {
					lines++
				}
			}
			if len(drafts) > lines {
				t.Fatalf("%q: %d tasks of %d lines", text, len(drafts), lines)
			}
		}
	})
}
