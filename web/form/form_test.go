package form_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
)

const whole = "Veuillez donner un nombre entier, en chiffres."

func typed(value string) *form.Form { return form.Of(url.Values{"champ": {value}, "version": {value}}) }

type colour string

// TestGetters reads one text with every getter: what it gives, and what it says is wrong.
func TestGetters(t *testing.T) {
	t.Parallel()
	near := workcal.Of(2025, 6, 1)
	text := func(f *form.Form) any { return f.Text("champ") }
	flag := func(f *form.Form) any { return f.Flag("champ") }
	number := func(f *form.Form) any { return f.Int("champ") }
	decimal := func(f *form.Form) any { return f.Decimal("champ") }
	minutes := func(f *form.Form) any { return f.Minutes("champ") }
	id := func(f *form.Form) any { return f.ID("champ") }
	version := func(f *form.Form) any { return f.Version() }
	day := func(f *form.Form) any { return f.Day("champ", near) }
	choice := func(f *form.Form) any { return form.Choice(f, "champ", []colour{"rouge", "bleu"}) }
	for _, c := range []struct {
		getter string
		get    func(*form.Form) any
		typed  string
		want   any
		says   string
	}{
		{"Text", text, "", "", ""},
		{"Text", text, "Fouilles à l’école", "Fouilles à l’école", ""},
		{"Flag", flag, "", false, ""},
		{"Flag", flag, "oui", true, ""},
		{"Flag", flag, "1", true, ""},
		{"Int", number, "", 0, ""},
		{"Int", number, "12", 12, ""},
		{"Int", number, "-3", -3, ""},
		{"Int", number, "1,5", 0, whole},
		{"Int", number, "douze", 0, whole},
		{"Int", number, "99999999999", 0, whole},
		{"Int", number, "1\u202f200", 1200, ""},
		{"Decimal", decimal, "", 0.0, ""},
		{"Decimal", decimal, "1 200,5", 1200.5, ""},
		{"Decimal", decimal, "grande", 0.0, "«\u00a0grande\u00a0» n’est pas un nombre, en chiffres et sans unité\u00a0: écrivez par exemple 12,5."},
		{"Minutes", minutes, "", 0, ""},
		{"Minutes", minutes, "1 h 30", 90, ""},
		{"Minutes", minutes, "2 jours", 0, "«\u00a02 jours\u00a0» n’est pas un nombre d’heures et de minutes\u00a0: écrivez par exemple 45\u00a0min ou 1\u00a0h\u00a030."},
		{"ID", id, "", int64(0), ""},
		{"ID", id, "7", int64(7), ""},
		{"ID", id, "0", int64(-1), ""},
		{"ID", id, "-7", int64(-1), ""},
		{"ID", id, "moi", int64(-1), ""},
		{"ID", id, "99999999999999999999", int64(-1), ""},
		{"Version", version, "", -1, ""},
		{"Version", version, "3", 3, ""},
		{"Version", version, "0", -1, ""},
		{"Version", version, "trois", -1, ""},
		{"Version", version, "99999999999", -1, ""},
		{"Day", day, "", workcal.Date(0), ""},
		{"Day", day, "13/06/2025", workcal.Of(2025, 6, 13), ""},
		{"Day", day, "13 juin", workcal.Of(2025, 6, 13), ""},
		{"Day", day, "bientôt", workcal.Date(0), "«\u00a0bientôt\u00a0» n’est pas une date\u00a0: écrivez par exemple 13/06/2025."},
		{"Choice", choice, "", colour(""), ""},
		{"Choice", choice, "bleu", colour("bleu"), ""},
		{"Choice", choice, "vert", colour(""), ""},
	} {
		f := typed(c.typed)
		if got := c.get(f); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s of %q is %v, want %v", c.getter, c.typed, got, c.want)
		}
		if got := f.Problems().For("champ"); got != c.says {
			t.Errorf("%s of %q says %q, want %q", c.getter, c.typed, got, c.says)
		}
		if f.Text("champ") != c.typed {
			t.Errorf("%s of %q changed what was typed to %q", c.getter, c.typed, f.Text("champ"))
		}
	}
}

func TestWhatWasAssumedIsNoted(t *testing.T) {
	t.Parallel()
	f := form.Of(url.Values{"debut": {"30 décembre"}, "fin": {"2 janvier"}, "plein": {"13/06/2025"}})
	first, last := f.Days("debut", "fin", workcal.Of(2025, 11, 1))
	f.Day("plein", 0)
	if first != workcal.Of(2025, 12, 30) || last != workcal.Of(2026, 1, 2) {
		t.Errorf("from %v to %v: the last day is the one nearest to the first", first, last)
	}
	if notes := f.Notes(); len(notes) != 2 || !strings.Contains(notes[0], "2025") || !strings.Contains(notes[1], "2026") {
		t.Errorf("noted %q", notes)
	}
}

func TestBoxesThatOnlyDataNames(t *testing.T) {
	t.Parallel()
	f := form.Of(url.Values{"oui_musique": {"1"}, "oui_alcool": {"1"}, "oui_vide": {""}, "non": {"1"}})
	if got := f.Flags("oui_"); !slices.Equal(got, []string{"alcool", "musique"}) {
		t.Errorf("ticked %v", got)
	}
}

func TestIDsOfSeveralThings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed []string
		want  []int64
	}{
		{nil, nil}, {[]string{""}, nil}, {[]string{"1", "5", "1"}, []int64{1, 5}}, {[]string{"1,5, 9,"}, []int64{1, 5, 9}}, {[]string{"7,x", "0", "-3"}, []int64{7, -1}},
	} {
		if got := form.Of(url.Values{"t": c.typed}).IDs("t"); !slices.Equal(got, c.want) {
			t.Errorf("%q gives %v, want %v", c.typed, got, c.want)
		}
	}
}

func TestAFieldHasOneProblemAndTheyComeInTheOrderOfTheForm(t *testing.T) {
	t.Parallel()
	f := form.Of(url.Values{"annee": {"x"}, "fin": {"?"}})
	f.Day("fin", 0)
	f.Int("annee")
	unread := f.Problems().For("annee")
	f.Require(true, "theme", "jamais")
	f.Require(false, "nom", "Un nom.")
	f.Merge(fault.Problems{{Field: "annee", Sentence: "Une autre année."}, {Field: "ailleurs", Sentence: "De la pièce."}, {Field: "nom", Sentence: "Un autre nom."}})
	var fields []string
	for _, p := range f.Problems("nom", "annee", "debut", "fin") {
		fields = append(fields, p.Field)
	}
	if !slices.Equal(fields, []string{"ailleurs", "nom", "annee", "fin"}) {
		t.Errorf("problems of %v", fields)
	}
	if f.Problems().For("annee") != unread || f.Problems()[0].Field != "fin" {
		t.Errorf("as noted: %v", f.Problems())
	}
	f.Reword("annee", "Autrement.")
	f.Reword("theme", "jamais")
	if f.Problems().For("annee") != "Autrement." || f.Wrong("theme") || !f.Wrong("annee") {
		t.Errorf("reworded: %v", f.Problems())
	}
	if !fault.Is(f.Err(), fault.Invalid) || f.Valid() || form.Of(nil).Err() != nil || !form.Of(nil).Valid() {
		t.Error("a form with problems is Invalid, one without is not")
	}
}

func TestOnlyARefusalIsTheForms(t *testing.T) {
	t.Parallel()
	about := fault.Problems{{Field: "pilote", Sentence: "Parti."}}.Err()
	for _, c := range []struct {
		err      error
		refused  bool
		problems fault.Problems
	}{
		{nil, false, nil},
		{about, true, fault.Problems{{Field: "pilote", Sentence: "Parti."}}},
		{fault.New(fault.Invalid, "Rouvrez la page.", nil), true, fault.Problems{{Sentence: "Rouvrez la page."}}},
		{fault.New(fault.Conflict, "Changé.", nil), false, nil},
		{fault.Missing(nil), false, nil},
	} {
		f := form.Of(nil)
		if f.Refuse(c.err) != c.refused || !slices.Equal(f.Problems(), c.problems) {
			t.Errorf("%v: %v", c.err, f.Problems())
		}
	}
}

func post(body string, most int64) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/?dans=adresse", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, most)
	return r
}

func TestReadTakesWhatAKeyboardProduces(t *testing.T) {
	t.Parallel()
	f, err := form.Read(post("notes=+une%0D%0Adeux+%0D%0A&cle=abc", form.Most))
	if err != nil || f.Text("notes") != "une\ndeux" || f.Key() != "abc" || f.Text("dans") != "" {
		t.Errorf("%q, %q, %q, %v", f.Text("notes"), f.Key(), f.Text("dans"), err)
	}
	for body, kind := range map[string]fault.Kind{"a=%00": fault.Invalid, "a=%FF": fault.Invalid, "%zz=%": fault.Invalid,
		"a=" + strings.Repeat("x", 100): fault.TooLarge} {
		if _, err := form.Read(post(body, 50)); !fault.Is(err, kind) {
			t.Errorf("%.10q: %v", body, err)
		}
	}
}

func TestQueryLeavesOutWhatIsNoText(t *testing.T) {
	t.Parallel()
	f := form.Query(httptest.NewRequest(http.MethodGet, "/?texte=%00&annee=douze&pilote=x&type=+eac+", nil))
	if f.Text("texte") != "" || f.Int("annee") != 0 || f.ID("pilote") != -1 || f.Text("type") != "eac" || !f.Valid() {
		t.Errorf("%q, %v", f.Text("texte"), f.Problems())
	}
}

func TestFieldsComeBackAsTyped(t *testing.T) {
	t.Parallel()
	f := form.Of(url.Values{"annee": {"x"}, "type": {"eac"}, "sure": {"oui"}, "secret": {"mot"}}).Over(3)
	f.Int("annee")
	f.Add("secret", "Faux.")
	if got := f.Field(ui.Field{Name: "annee", Label: "Année"}); got.Value != "x" || got.Problem != whole || got.Label != "Année" {
		t.Errorf("field %+v", got)
	}
	options := []ui.Option{{Value: ""}, {Value: "eac"}}
	if got := f.Field(ui.Field{Name: "type", Options: options}); got.Value != "eac" || got.Options[0].Selected || !got.Options[1].Selected || options[1].Selected {
		t.Errorf("choice %+v", got)
	}
	if on, off := f.Box(ui.Field{Name: "sure"}), f.Box(ui.Field{Name: "autre"}); !on.Checked || on.Value != "oui" || off.Checked {
		t.Errorf("boxes %+v, %+v", on, off)
	}
	if got := f.Secret(ui.Field{Name: "secret"}); got.Value != "" || got.Type != "password" || got.Problem != "Faux." {
		t.Errorf("secret %+v", got)
	}
	want := []ui.Hidden{{Name: "annee", Value: "x"}, {Name: "secret", Value: "mot"}, {Name: "sure", Value: "oui"}, {Name: "type", Value: "eac"}, {Name: "version", Value: "4"}}
	if got := f.Again(4); !slices.Equal(got, want) {
		t.Errorf("carried on: %v", got)
	}
	if got := f.Edition(); !slices.Equal(got, []ui.Hidden{{Name: "version", Value: "3"}}) || f.Version() != 3 {
		t.Errorf("edited: %v", got)
	}
	if form.Of(nil).Keyed("abc").Key() != "abc" || field.Number(0) != "" || field.Number(int64(12)) != "12" {
		t.Error("what is stored is written as it would be sent")
	}
}
