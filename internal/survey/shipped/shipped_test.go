package shipped_test

import (
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

func TestReadyFormsCanBePublished(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range shipped.Forms() {
		if seen[r.Key] || !question.IsOptionKey(r.Key) || !strings.HasSuffix(r.Purpose, ".") {
			t.Errorf("form %q: its key is there twice or none, or its purpose is no sentence: %q", r.Key, r.Purpose)
		}
		seen[r.Key] = true
		for _, p := range r.Form.Check() {
			t.Errorf("%s, %s: %s", r.Key, p.Question, p.Sentence)
		}
		asks := 0
		for _, q := range r.Form.Questions {
			if q.Kind.Asks() && !q.Practice {
				asks++
			}
			if q.Required {
				t.Errorf("%s, %s: nothing has to be answered", r.Key, q.Key)
			}
		}
		if asks > 12 {
			t.Errorf("%s asks %d questions, 12 at most", r.Key, asks)
		}
		if len(r.Form.Intro[question.French]) == 0 || len(r.Form.Thanks[question.French]) == 0 {
			t.Errorf("%s: no introduction, or no thanks", r.Key)
		}
	}
}

func TestQuestionsOfTheBankAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	bank := map[string]question.Question{}
	for _, b := range shipped.Bank() {
		if _, twice := bank[b.Question.Key]; twice || !b.Question.Bank || b.Theme == "" {
			t.Errorf("%s is twice in the bank, not marked as of the bank, or without a theme", b.Question.Key)
		}
		bank[b.Question.Key] = b.Question
	}
	asked := map[string]int{}
	for _, r := range shipped.Forms() {
		for _, q := range r.Form.Questions {
			b, ours := bank[q.Key]
			if ours != q.Bank {
				t.Errorf("%s, %s: of the bank here or there only", r.Key, q.Key)
			}
			q.When = nil
			if ours && !reflect.DeepEqual(q, b) {
				t.Errorf("%s, %s is not as the bank has it", r.Key, q.Key)
			}
			asked[q.Key]++
		}
	}
	for key := range bank {
		if asked[key] == 0 {
			t.Errorf("no form asks %s", key)
		}
	}
	if asked["satisfaction"] < 4 || asked["recommandation"] < 3 || asked["connu"] < 3 || asked["age"] < 2 || asked["provenance"] < 2 {
		t.Errorf("what should compare is asked too seldom: %v", asked)
	}
}

// wordings goes over everything that a form says, in every language.
func wordings(f question.Form, visit func(where string, w question.Wording)) {
	visit("title", f.Title)
	visit("intro", f.Intro)
	visit("thanks", f.Thanks)
	for _, q := range f.Questions {
		visit(q.Key, q.Label)
		if len(q.Help) > 0 {
			visit(q.Key+" (help)", q.Help)
		}
		for _, o := range slices.Concat(q.Options, q.Rows) {
			visit(q.Key+"/"+o.Key, o.Label)
		}
	}
}

func TestTextsAreWrittenAsFrenchIs(t *testing.T) {
	t.Parallel()
	for _, r := range shipped.Forms() {
		wordings(r.Form, func(where string, w question.Wording) {
			text := w[question.French]
			for _, wrong := range []string{" ?", " !", " :", " ;", " »", "« ", "'", "  ", "..."} {
				if strings.Contains(text, wrong) {
					t.Errorf("%s, %s: %q in %q", r.Key, where, wrong, text)
				}
			}
			for _, l := range r.Form.Langs {
				if w[l] == "" {
					t.Errorf("%s, %s: nothing in %s", r.Key, where, l)
				}
			}
		})
	}
}

func TestQuestionsAreNeutral(t *testing.T) {
	t.Parallel()
	for _, r := range shipped.Forms() {
		for _, q := range r.Form.Questions {
			if !q.Kind.Asks() {
				continue
			}
			text := strings.ToLower(q.Label[question.French])
			if strings.Count(text, "?") != 1 || !strings.HasSuffix(text, "\u00a0?") {
				t.Errorf("%s, %s asks more or less than one thing: %s", r.Key, q.Key, text)
			}
			for _, leading := range []string{"ne pas", "n’avez-vous pas", "n’êtes-vous pas", "ne pensez", "ne trouvez", "d’accord", "bien sûr", "évidemment", "(e)", "·e"} {
				if strings.Contains(text, leading) {
					t.Errorf("%s, %s leads or entangles: %s", r.Key, q.Key, text)
				}
			}
			for _, personal := range []string{"votre nom", "prénom", "adresse", "courriel", "téléphone", "naissance", "profession", "nationalité", "maladie", "handicap", "religion", "revenu"} {
				if strings.Contains(text, personal) {
					t.Errorf("%s, %s asks for what tells a person: %s", r.Key, q.Key, text)
				}
			}
			if q.Kind == question.Text || q.Kind == question.Long {
				if help := strings.ToLower(q.Help[question.French]); !strings.Contains(help, "nom") {
					t.Errorf("%s, %s: a free text without a warning", r.Key, q.Key)
				}
			}
			if q.Kind.Ordered() && q.Kind != question.NPS {
				for i, o := range q.Options {
					if o.Key != string(rune('1'+i)) && o.Key != string(rune('0'+i)) {
						t.Errorf("%s, %s: the scale does not go from the least to the most: %s", r.Key, q.Key, o.Key)
					}
				}
			}
		}
	}
}

func TestEasyTextsAreEasyToRead(t *testing.T) {
	t.Parallel()
	found := false
	for _, r := range shipped.Forms() {
		if r.Form.Layout != question.Easy {
			continue
		}
		found = true
		practice := 0
		for _, q := range r.Form.Questions {
			if q.Practice {
				practice++
			}
		}
		if practice != 2 {
			t.Errorf("%s has %d questions to try, 2 wanted", r.Key, practice)
		}
		wordings(r.Form, func(where string, w question.Wording) { easyText(t, r.Key+", "+where, w[question.French]) })
	}
	if !found {
		t.Error("no form is easy to read")
	}
}

// easyText holds a text to the rules of the simplified language: short sentences, one a line, no signs, figures for numbers, no word in capitals, nothing denied.
func easyText(t *testing.T, where, text string) {
	t.Helper()
	if strings.ContainsAny(text, ";()[]…-–—/%&*«»\"") || strings.Contains(strings.ToUpper(text), "FALC") {
		t.Errorf("%s: a sign that puts off: %q", where, text)
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if n := len(strings.Fields(line)); n > 11 || utf8.RuneCountInString(line) > 60 {
			t.Errorf("%s: too long (%d words): %q", where, n, line)
		}
		if first, _ := utf8.DecodeRuneInString(line); !unicode.IsUpper(first) {
			t.Errorf("%s: no capital at the start of %q", where, line)
		}
		sentences := strings.Count(strings.TrimPrefix(strings.TrimPrefix(line, "Exemple 1."), "Exemple 2."), ". ")
		if sentences > 0 {
			t.Errorf("%s: two sentences on a line: %q", where, line)
		}
		for _, word := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word && strings.IndexFunc(word, unicode.IsLetter) >= 0 {
				t.Errorf("%s: capitals: %q", where, word)
			}
			if slices.Contains([]string{"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "ne", "n", "ni"}, strings.ToLower(word)) {
				t.Errorf("%s: a number in letters, or something denied: %q in %q", where, word, line)
			}
		}
	}
}

func TestDrawingsAreSmallAndSafe(t *testing.T) {
	t.Parallel()
	allowed := []string{"svg", "g", "path", "circle", "rect"}
	for _, name := range shipped.Pictures() {
		svg, alt, ok := shipped.Picture(name)
		if !ok || alt["fr"] == "" || alt["en"] == "" {
			t.Fatalf("%s: no drawing, or no words for it", name)
		}
		if len(svg) > 1500 || !strings.Contains(string(svg), `viewBox="0 0 120 120"`) {
			t.Errorf("%s: %d bytes, or another size", name, len(svg))
		}
		for d := xml.NewDecoder(strings.NewReader(string(svg))); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains(allowed, e.Name.Local) {
				t.Errorf("%s holds <%s>", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "style" || a.Name.Local == "href" || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s holds %s", name, a.Name.Local)
				}
			}
		}
	}
	if _, _, ok := shipped.Picture("../shipped.go"); ok {
		t.Error("something else than a drawing is given")
	}
	if _, _, ok := shipped.Picture(""); ok {
		t.Error("a drawing without a name is given")
	}
}

// The three faces differ by what is drawn around them, and by their mouths, not by colour alone.
func TestFacesDifferInOutline(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, name := range []string{"visage-pas-bien", "visage-moyen", "visage-bien"} {
		svg, _, _ := shipped.Picture(name)
		inside := string(svg)[strings.Index(string(svg), "<g"):]
		_, inside, _ = strings.Cut(inside, ">")
		outline, _, _ := strings.Cut(strings.TrimPrefix(inside, "<"), " ")
		if seen[outline] != "" {
			t.Errorf("%s has the outline of %s", name, seen[outline])
		}
		seen[outline] = name
	}
}

func TestPicturesOfFormsAreDrawnAndWorded(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, r := range shipped.Forms() {
		for _, q := range r.Form.Questions {
			for _, o := range q.Options {
				if o.Picture == "" {
					continue
				}
				used[o.Picture] = true
				if _, _, ok := shipped.Picture(o.Picture); !ok || o.Label[question.French] == "" {
					t.Errorf("%s, %s: no drawing %q, or no words beside it", r.Key, q.Key, o.Picture)
				}
			}
		}
	}
	for _, name := range shipped.Pictures() {
		if !used[name] {
			t.Errorf("nothing shows %s", name)
		}
	}
}

// What is given away is a copy: who changes it changes nobody else's.
func TestEveryoneHasAFormOfTheirOwn(t *testing.T) {
	t.Parallel()
	first := shipped.Forms()[0].Form
	first.Questions[1].Options[0].Label["fr"] = "autre chose"
	first.Title["fr"] = "autre chose"
	second := shipped.Forms()[0].Form
	if second.Title["fr"] == "autre chose" || second.Questions[1].Options[0].Label["fr"] == "autre chose" {
		t.Error("two readers share a form")
	}
}
