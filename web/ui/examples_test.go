package ui

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/a-h/templ"

	"parvis/internal/fault"
	"parvis/internal/plan"
)

// frames are the templates that draw a whole page: the page of examples is drawn by Layout itself, and the others are to be
// looked at in the demonstration.
var frames = []string{"AccessibilityPage", "ClashPage", "FailurePage", "Layout", "NewPage", "Sheet", "SiteMapPage"}

// exampleTicks are things to tick, one that is done, one that may only be looked at.
var exampleTicks = []Tick{{Do: "fait", Undo: "defait", Value: "1", Label: "Réserver la salle"}, {Do: "fait", Undo: "defait", Value: "2", Label: "Écrire au centre social", Done: true}, {Label: "Relire le cartel", Fixed: true}}

// examples draws each component once, as a page would.
func examples(t *testing.T) map[string]templ.Component {
	t.Helper()
	symbol, err := SymbolOf("https://parvis.test/q/exemple")
	if err != nil {
		t.Fatal(err)
	}
	choices := []Option{{Value: "a", Label: "Jeune public", Selected: true}, {Value: "b", Label: "Adultes", Hint: "À partir de dix-huit ans."}}
	lost := Effect{Text: "2 tâches deviennent en retard", Lines: []Crumb{{Label: "Commander les badges", URL: "/taches/1"}}, More: 1, Bad: true}
	said := templ.Raw("<p>Ce qui est écrit dedans.</p>")
	return map[string]templ.Component{
		"Area":            Area(Field{Name: "texte", Label: "Ce qui s’est dit", Hint: "Quelques lignes suffisent."}),
		"Badge":           join(Badge("", "ordinaire"), Badge("good", "bien"), Badge("warn", "à surveiller"), Badge("bad", "en retard"), Badge("muted", "sans objet")),
		"Box":             Box(exampleTicks[0]),
		"CallWho":         CallWho(Called{Name: "Claire Vasseur", Number: "+33199000021", Phone: "01 99 00 00 21"}),
		"Check":           Check(Field{Name: "accord", Label: "Elle accepte d’être appelée", Value: "oui", Checked: true}),
		"Checklist":       Checklist(exampleTicks[1:2]),
		"ChosenRows":      with(ChosenRows(Chosen{Form: "liste", Label: "Séances choisies", None: "Séances choisies", One: "séance choisie", Many: "séances choisies", All: true}), templ.Raw(`<button class="button small" type="button">Déplacer</button>`)),
		"DateField":       DateField(Field{Name: "jour", Label: "Premier jour", Required: true}),
		"Drawn":           symbol.Drawn("l’exemple"),
		"EffectList":      EffectList([]Effect{lost}),
		"Effects":         Effects([]Effect{lost}),
		"Empty":           with(Empty("Aucune séance", "Une page vide dit à quoi elle sert, et offre le premier geste."), templ.Raw(`<a class="button" href="/seances">Voir les séances</a>`)),
		"File":            File(Field{Name: "fichier", Label: "Fichier", Accept: ".csv,.xlsx"}),
		"Health":          join(Health(plan.Summary{}), Health(plan.Summary{Total: 3})),
		"HiddenValues":    HiddenValues([]Hidden{{Name: "cache", Value: "1"}}),
		"KindMark":        join(KindMark("event_programme", "Nuit des musées"), KindMark("twinning", "Petit Nanterre"), KindMark("accessibility_workshop", "Toucher la terre"), KindMark("off_site", "Le bac de fouille"), KindMark("eac", "Une classe"), KindMark("residency", "Une artiste")),
		"KindOnEvent":     KindOnEvent("eac", "Une classe à la Nuit"),
		"Line":            Line(exampleTicks[0]),
		"Leave":           Leave("/projets"),
		"LeaveWithout":    LeaveWithout("publier", "/projets"),
		"Mandatory":       Mandatory(),
		"OnPaper":         with(OnPaper(PrintSheet{Paper: A4, Title: "Séances", Facts: said}), said),
		"Options":         join(templ.Raw(`<label for="choix">Public</label><select class="input" id="choix">`), Options(choices), templ.Raw(`</select>`)),
		"Pager":           Pager("Pages de l’exemple", 2, 3, func(int) string { return "/seances" }),
		"Radios":          Radios(Field{Name: "public", Label: "Public", Options: choices}),
		"Select":          Select(Field{Name: "liste", Label: "Public de la liste", Options: choices}),
		"SortableHeading": join(templ.Raw(`<table class="table"><thead><tr>`), SortableHeading(SortHeading{Label: "Séance", URL: "/seances?tri=titre", Sorted: "ascending"}), templ.Raw(`</tr></thead></table>`)),
		"Submission":      Submission("exemple"),
		"Summary":         Summary(fault.Problems{{Field: "jour", Sentence: "Ce jour n’existe pas."}}, map[string]string{"jour": "Premier jour"}),
		"TabLine":         TabLine(Tabs{Label: "Pages de l’exemple", Of: "du projet", Tabs: []Tab{{Key: "a", Label: "Aperçu", URL: "/projets/1", Within: true}, {Key: "b", Label: "Programme", URL: "/projets/1/activites"}}, Views: []Tab{{Key: "c", Label: "Résumé", URL: "/projets/1", Current: true}}}),
		"Tap":             with(Tap(exampleTicks[1]), said),
		"TerritoryMap":    TerritoryMap(TerritoryMarks{ID: "carte", Title: "Carte de Nanterre", What: "Quartier", Detail: "Code", Counting: []string{"Relais", "Structures"}, Marks: nanterre}),
		"Text":            Text(Field{Name: "nom", Label: "Nom", Problem: "Écrivez un nom.", Max: 100}),
		"TickForm":        TickForm("coches", "/ma-liste"),
		"Top":             with(Top(Heading{Title: "Nuit des musées", Lead: "Une page commence par une phrase de chiffres.", Crumbs: []Crumb{{Label: "Projets", URL: "/projets"}}, Kind: "event_programme"}), templ.Raw(`<a class="button primary" href="/projets/1/modifier">Modifier</a>`)),
	}
}

// TestThePageOfExamplesShowsEveryComponent reads the templates of the package: each has its example. PARVIS_EXAMPLES=FILE
// keeps the page, to be looked at in a browser (docs/architecture.md).
func TestThePageOfExamplesShowsEveryComponent(t *testing.T) {
	t.Parallel()
	drawn := examples(t)
	written := components(t)
	for _, name := range written {
		if drawn[name] == nil && !slices.Contains(frames, name) {
			t.Errorf("%s has no example", name)
		}
	}
	names := slices.Sorted(maps.Keys(drawn))
	for _, name := range append(names, frames...) {
		if !slices.Contains(written, name) {
			t.Errorf("%s is not a component any more", name)
		}
	}
	shown := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, name := range names {
			var part bytes.Buffer
			if err := drawn[name].Render(ctx, &part); err != nil {
				return err
			}
			if len(bytes.TrimSpace(part.Bytes())) == 0 {
				t.Errorf("%s draws nothing", name)
			}
			if err := write(w, `<section class="section" aria-labelledby="ex-`, name, `"><h2 id="ex-`, name, `">`, name, `</h2>`, part.String(), `</section>`); err != nil {
				return err
			}
		}
		return nil
	})
	var page bytes.Buffer
	ctx := WithFrame(t.Context(), Frame{Address: "/exemples"})
	if err := with(Layout(Page{Title: "Composants"}), shown).Render(ctx, &page); err != nil {
		t.Fatal(err)
	}
	if file := os.Getenv("PARVIS_EXAMPLES"); file != "" {
		sheets, err := filepath.Abs("../static")
		if err != nil {
			t.Fatal(err)
		}
		text := hashed.ReplaceAllString(page.String(), `href="file://`+sheets+`/$1"`)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var (
	exported = regexp.MustCompile(`(?m)^templ (?:\([^)]*\) )?([A-Z]\w*)\(`)
	hashed   = regexp.MustCompile(`href="/static/[^"/]+/([a-z.]+)"`)
)

// components are the templates that other packages may draw.
func components(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var names []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range exported.FindAllStringSubmatch(string(text), -1) {
			names = append(names, found[1])
		}
	}
	return names
}

func join(parts ...templ.Component) templ.Component { return templ.Join(parts...) }

// with draws a component around its children.
func with(c, children templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { return c.Render(templ.WithChildren(ctx, children), w) })
}
