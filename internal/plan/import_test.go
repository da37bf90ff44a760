package plan_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/undo"
)

// sheets is what files are imported by.
func (h house) sheets() *imports.Room { return imports.New(h.DB, h.Import()) }

// bring keeps a file for a project and says what it would do.
func (h house) bring(project int64, data string) imports.Preview {
	h.T.Helper()
	id, err := h.sheets().Bring(ctx, h.Team.At(now), "retroplanning", project, "retro.csv", []byte(data), "fichier", "")
	h.Must(err)
	return h.look(id)
}

func (h house) look(id int64) imports.Preview {
	h.T.Helper()
	p, err := h.sheets().Look(ctx, h.Team.At(now), id)
	h.Must(err)
	return p
}

// decide answers, and says what the file would do then.
func (h house) decide(p imports.Preview, c intake.Choices) imports.Preview {
	h.T.Helper()
	h.Must(h.sheets().Decide(ctx, h.Team.At(now), p.ID, p.Version, c))
	return h.look(p.ID)
}

// run imports, and gives the act that it was.
func (h house) run(p imports.Preview) string {
	h.T.Helper()
	over, err := h.sheets().Run(account.Gesture(ctx), h.Team.At(now), p.ID, p.Seen)
	h.Must(err)
	<-over
	done := h.look(p.ID)
	if done.State != imports.Done {
		h.T.Fatalf("%+v", done)
	}
	h.Forget()
	return done.Act
}

// outcomes writes what becomes of each row: "6 created".
func outcomes(r *intake.Report) string {
	var said []string
	for _, row := range r.Rows {
		said = append(said, fmt.Sprint(row.Number, " ", row.Outcome))
	}
	return strings.Join(said, ", ")
}

// waiting lists why rows wait.
func waiting(r *intake.Report) string {
	var said []string
	for _, row := range r.Rows {
		for _, m := range row.Remarks {
			if row.Outcome == intake.Waits && m.Waits {
				said = append(said, fmt.Sprintf("%d: %s", row.Number, m.Text))
			}
		}
	}
	return strings.Join(said, "\n")
}

func jea(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../exchange/plansheet/testdata/journees.csv")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestARetroplanningAsPeopleKeepItGoesIn with the answers that it asks for, all of it, and comes out again as one act.
func TestARetroplanningAsPeopleKeepItGoesIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.bring(h.project, jea(t))
	if p.Report.Ready() || p.Report.Count(intake.Waits) == 0 {
		t.Fatalf("%s", outcomes(p.Report))
	}
	if _, err := h.sheets().Run(ctx, h.Team.At(now), p.ID, p.Seen); !fault.Is(err, fault.Conflict) || len(h.view(h.project).Rows) != 0 {
		t.Fatalf("goes in while rows wait: %v", err)
	}
	p = h.decide(p, intake.Choices{
		Answers: map[string]string{"duree": "3 j"},
		Cells: map[string]string{intake.At(10, 5): "28/02/25", intake.At(11, 1): "4b", intake.At(11, 5): "07/03/25", intake.At(15, 6): "1", intake.At(14, 6): "21", intake.At(16, 5): "09/05/25", intake.At(16, 6): "5",
			intake.At(17, 7): "", intake.At(18, 7): "9", intake.At(18, 6): "1", intake.At(22, 5): "15/07/25"},
	})
	if !p.Report.Ready() {
		t.Fatalf("still waits:\n%s", waiting(p.Report))
	}
	if n := len(p.Report.Rows); p.Report.Count(intake.Created) != 14 || n != 24 || p.Report.Summary == "" {
		t.Errorf("%d rows: %s\n%s", n, outcomes(p.Report), p.Report.Summary)
	}
	act := h.run(p)
	v := h.view(h.project)
	titled := map[string]plan.Row{}
	for _, r := range v.Rows {
		titled[r.Title] = r
	}
	if len(v.Rows) != 14 {
		t.Fatalf("%d tasks", len(v.Rows))
	}
	note := titled["Note d’intention"]
	if note.State != retroplan.Done || note.Duration != 10 || note.ActualFinish.String() != "2025-01-17" || !strings.Contains(note.Notes, "AB") {
		t.Errorf("%+v", note.Task)
	}
	if proof := titled["BAT à l’imprimeur"]; !proof.Milestone() || proof.State != retroplan.InProgress || proof.LatestFinish.String() != "2025-04-18" {
		t.Errorf("%+v, %s", proof.Task, proof.LatestFinish)
	}
	if quote := titled[`Devis "traiteur"`]; quote.Duration != 5 || len(quote.Needs) != 1 || quote.Needs[0].Lag != 2 {
		t.Errorf("%+v", quote)
	}
	if safe := titled["Sécurité : dossier"]; safe.Duration != 30 || safe.Deadline.String() != "2025-04-14" {
		t.Errorf("%+v", safe.Task)
	}
	if e := h.journal(h.project)[0]; e.Sentence(journal.Subject{Kind: journal.Project, ID: h.project}) != h.Team.Name+" a complété le projet à partir d’un tableau" {
		t.Errorf("the history says %q", e.Sentence(journal.Subject{Kind: journal.Project, ID: h.project}))
	}
	_, err := undo.New(h.DB, plan.Undoable{}).Undo(account.Gesture(ctx), h.Team.At(now), act)
	h.Must(err)
	h.Forget()
	if n := len(h.view(h.project).Rows); n != 0 {
		t.Errorf("%d tasks stay", n)
	}
}

// TestARowIsTheTaskOfItsTitle: what it says changes it, what it does not say stays, and a file sent twice creates nothing twice.
func TestARowIsTheTaskOfItsTitle(t *testing.T) {
	t.Parallel()
	h := open(t)
	data := "N°;Tâche;Durée;À faire pour;Dépend de;Responsable;État;Notes\n1;Affiche;5 j;J-30;;" + h.Other.Name + ";;Deux formats\n2;Impression;10 jc;J-10;1;Imprimerie;;\n"
	first := h.bring(h.project, data)
	if first.Report.Count(intake.Created) != 2 {
		t.Fatalf("%s\n%s", outcomes(first.Report), waiting(first.Report))
	}
	h.run(first)
	poster := h.view(h.project).Rows[0]
	if poster.Title != "Affiche" || poster.Responsible != h.Other.Name || poster.Notes != "Deux formats" {
		t.Errorf("%+v", poster.Task)
	}
	if again := h.bring(h.project, data); again.Report.Count(intake.Same) != 2 || again.Report.Ready() {
		t.Errorf("again: %s, %+v", outcomes(again.Report), again.Report.Rows)
	}
	other := h.bring(h.project, "Tâche;Durée;À faire pour;État;Dépend de\nAFFICHE;8 j;;en cours;\nimpression;10 jc;J-10;;\nDistribution;2 j;J-3;;Impression\n")
	if got := outcomes(other.Report); got != "1 skipped, 2 changed, 3 same, 4 created" && got != "1 skipped, 2 changed, 3 changed, 4 created" {
		t.Fatalf("%s\n%s", got, waiting(other.Report))
	}
	h.run(other)
	v := h.view(h.project)
	i := slices.IndexFunc(v.Rows, func(r plan.Row) bool { return r.ID == poster.ID })
	if r := v.Rows[i]; len(v.Rows) != 3 || r.Duration != 8 || r.Offset != poster.Offset || r.State != retroplan.InProgress || r.Notes != "Deux formats" || r.Responsible != h.Other.Name {
		t.Errorf("%+v", v.Rows[i].Task)
	}
	if p := h.bring(h.project, "Tâche;Durée;Dépend de\nAffiche;8 j;Distribution\nDistribution;2 j;\n"); p.Report.Ready() || !strings.Contains(waiting(p.Report), "boucle") {
		t.Errorf("a loop through the project’s own tasks: %s\n%s", outcomes(p.Report), waiting(p.Report))
	}
}

// TestWhoMayImportAPlan: the intern may not, and nobody may into a project that is archived or not there.
func TestWhoMayImportAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	bring := func(by account.Person, project int64) error {
		_, err := h.sheets().Bring(ctx, by.At(now), "retroplanning", project, "r.csv", []byte("Tâche;Durée\nA;1\n"), "fichier", "")
		return err
	}
	if err := bring(h.Intern, h.project); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern: %v", err)
	}
	if err := bring(h.Team, 999); !fault.Is(err, fault.NotFound) {
		t.Errorf("nowhere: %v", err)
	}
	p := h.bring(h.project, "Tâche;Durée\nA;1\n")
	h.put(h.project, "archived")
	if err := bring(h.Team, h.project); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Conflict) {
		t.Errorf("archived: %v", err)
	}
	if _, err := h.sheets().Run(ctx, h.Team.At(now), p.ID, p.Seen); err == nil {
		t.Error("archived meanwhile, and imported")
	}
}

// TestAnExportedPlanImportsBackTheSame into an empty project, as a workbook and as text; into its own it changes nothing.
func TestAnExportedPlanImportsBackTheSame(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.join(h.project, h.Other))
	start := h.bring(h.project, "N°;Tâche;Catégorie;Responsable;Durée;Dépend de;À faire pour;Pas avant;Début fixé;Fin fixée;Durée minimale;Charge;État;Motif du blocage;Début réel;Fin réelle;Obligation légale;Facultative;Interne;Points à cocher;Source;Notes\n"+
		"1;=SOMME(A1);Logistique;"+h.Other.Name+";10 jc;;J-60;;;;3;2,5;;;;;oui;;;\"[x] Un\n[ ] Deux\";Code;\"Une note\nen deux lignes\"\n"+
		"2;J-21;Budget;;5;1;S-4;02/05/2025;;;;;en cours;;03/04/2025;;;oui;;;;\n"+
		"3;TOTAL;Pédagogie;;0;2;14/05/2025;;12/05/2025;13/05/2025;;;bloqué;attend le devis;;;;;oui;;;\n"+
		"4;Fête;Programmation;;2;1+3;E+7;;;;;;fait;;01/04/2025;04/04/2025;;;;;;\n"+
		"5;Abandon;Partenaires;;1;3-1;;;;;;0,5;abandonné;;;;;;;;;'texte\n")
	if !start.Report.Ready() || start.Report.Count(intake.Created) != 5 {
		t.Fatalf("%s\n%s", outcomes(start.Report), waiting(start.Report))
	}
	h.run(start)
	want, name, err := h.Exported(ctx, h.Team.At(now), h.project)
	h.Must(err)
	if len(want) != 5 || name != "Fouilles ouvertes" || len(want[0].Items) != 2 || !want[0].Items[0].Ticked {
		t.Fatalf("%q: %+v", name, want)
	}
	for i, format := range table.Formats {
		var out bytes.Buffer
		h.Must(plansheet.Export(&out, format, name, want))
		if own := h.bring(h.project, out.String()); own.Report.Count(intake.Same) != 5 || own.Report.Count(intake.Waits) != 0 {
			t.Errorf("%s into its own project: %s\n%s\n%+v", format, outcomes(own.Report), waiting(own.Report), own.Report.Rows)
		}
		to := h.newProject(fmt.Sprint("Copie ", i), h.Team)
		h.Must(h.join(to, h.Other))
		p := h.bring(to, out.String())
		if !p.Report.Ready() {
			t.Fatalf("%s: %s\n%s", format, outcomes(p.Report), waiting(p.Report))
		}
		h.run(p)
		got, _, err := h.Exported(ctx, h.Team.At(now), to)
		h.Must(err)
		for n := range want {
			if a, b := bare(want, n), bare(got, n); a != b {
				t.Errorf("%s, task %d:\n%s\nwant\n%s", format, n+1, b, a)
			}
		}
	}
	if _, _, err := h.Exported(ctx, h.Intern.At(now), h.project); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern: %v", err)
	}
}

// bare writes an exported task with its needs by place: ids differ from project to project.
func bare(list []plansheet.Exported, n int) string {
	if n >= len(list) {
		return "none"
	}
	e := list[n]
	place := map[int64]int{}
	for i := range list {
		place[list[i].Task.ID] = i + 1
	}
	var needs []string
	for _, need := range e.Task.Needs {
		needs = append(needs, fmt.Sprint(place[need.ID], "+", need.Lag))
	}
	e.Task.ID, e.Task.Needs = 0, nil
	return fmt.Sprintf("%+v %v", e, needs)
}

// TestWhatTheServiceDoesNotKnowIsAskedOnce: a name stays in the notes until somebody says whose it is, and a category holds for all
// the tasks that say none; nothing waits for either. A column that names people is read as theirs.
func TestWhatTheServiceDoesNotKnowIsAskedOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.bring(h.project, "N°;Tâche;Durée;À faire pour;Avec;Dépend de\n5;Affiche;5 j;J-30;AB;\n7;Tirage;3 j;J-20;AB / "+h.Other.Name+";5\n9;Pose;1 j;J-5;"+h.Other.Name+";7\n")
	if !p.Report.Ready() {
		t.Fatalf("%s\n%s", outcomes(p.Report), waiting(p.Report))
	}
	asks := map[string]intake.Ask{}
	for _, a := range p.Report.Asks {
		asks[a.Name] = a
	}
	if who := asks["qui_ab"]; !who.Free || !slices.Equal(who.Rows, []int{2, 3}) || len(asks["categorie"].Rows) != 3 {
		t.Fatalf("%+v", p.Report.Asks)
	}
	if row := p.Report.Row(4); row.Changes[len(row.Changes)-2].After != "«\u00a0Tirage\u00a0»" {
		t.Errorf("the link is not shown: %+v", row.Changes)
	}
	p = h.decide(p, intake.Choices{Answers: map[string]string{"qui_ab": fmt.Sprint(h.Head.ID), "categorie": string(plan.Communication)}})
	h.run(p)
	for _, r := range h.view(h.project).Rows {
		want := map[string]string{"Affiche": h.Head.Name, "Tirage": h.Head.Name, "Pose": h.Other.Name}[r.Title]
		if r.Responsible != want || r.Category != plan.Communication || map[string]int{"Affiche": 5, "Tirage": 7, "Pose": 9}[r.Title] != r.Number {
			t.Errorf("%+v", r.Task)
		}
		if strings.Contains(r.Notes, "AB") {
			t.Errorf("%s: %s", r.Title, r.Notes)
		}
	}
	if id := h.task("Encore une"); h.row(id).Number != 10 {
		t.Errorf("the next number is %d", h.row(id).Number)
	}
	// The same file again is known, with its answers.
	again := h.bring(h.project, "N°;Tâche;Durée;À faire pour;Avec;Dépend de\n5;Affiche;5 j;J-30;AB;\n7;Tirage;3 j;J-20;AB / "+h.Other.Name+";5\n9;Pose;1 j;J-5;"+h.Other.Name+";7\n")
	if again.Report.Count(intake.Same) != 3 {
		t.Errorf("%s: %+v", outcomes(again.Report), again.Report.Rows)
	}
	// Renamed in the file that Parvis wrote, it is the same task.
	list, name, err := h.Exported(ctx, h.Team.At(now), h.project)
	h.Must(err)
	list[0].Task.Title = "Une autre affiche"
	var out bytes.Buffer
	h.Must(plansheet.Export(&out, table.CSV, name, list))
	if p := h.bring(h.project, out.String()); p.Report.Count(intake.Changed) != 1 || p.Report.Count(intake.Created) != 0 {
		t.Errorf("%s: %+v", outcomes(p.Report), p.Report.Rows[1])
	}
}
