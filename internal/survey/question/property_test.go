package question

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsAnsweredIsReadFromItsFields(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := someQuestion(t, "q")
		said := someAnswer(t, q)
		if said.Text == Unsure && q.Unsure { // the sign itself, typed
			return
		}
		fields := q.Fields(said)
		q.Required = false
		so := Answers{}
		if p := ReadPage([]Question{q}, Context{}, French, so, func(f string) []string { return fields[f] }); p.Any() {
			t.Fatalf("%+v of %+v: %v", said, q, p)
		}
		if got := so["q"]; !reflect.DeepEqual(got, said) {
			t.Fatalf("%+v of %+v is read as %+v", said, q, got)
		}
	})
}

func TestWhatIsKeptIsGivenBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := someForm(t)
		a := someAnswers(t, f)
		choices, texts := f.Kept(Context{}, a)
		want := f.Settled(Context{}, a)
		for _, q := range f.Questions { // a whole matrix that one does not know is each of its rows
			if said := want[q.Key]; q.Kind == Matrix && said.Unsure {
				rows := map[string]string{}
				for _, r := range q.Rows {
					rows[r.Key] = Unsure
				}
				want[q.Key] = Answer{Rows: rows}
			}
		}
		if got := f.Back(choices, texts); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s %v of\n%+v is given back as\n%+v", choices, texts, want, got)
		}
		asked := 0
		EachKept(choices, func(key, value string) {
			asked++
			if strings.ContainsAny(key+value, "&=") {
				t.Fatalf("%q: %q", key, value)
			}
		})
		for _, q := range f.Questions {
			switch {
			case !q.Kind.Asks():
			case q.Kind == Matrix:
				asked -= len(q.Rows)
			default:
				asked--
			}
		}
		if asked != 0 {
			t.Fatalf("%s does not say of every question what became of it: %+d", choices, asked)
		}
	})
}

// A page never holds a question that depends on another one of it, so that the form can be answered without a script; nothing is lost and the order stays.
func TestPagesNeedNoScript(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := someForm(t)
		var order []string
		for _, page := range f.Pages() {
			asks := 0
			for i, q := range page {
				order = append(order, q.Key)
				for _, before := range page[:i] {
					if q.About(before.Key) {
						t.Fatalf("%s depends on %s, on the same page", q.Key, before.Key)
					}
				}
				if q.Kind.Asks() {
					asks++
				}
			}
			if f.Layout != Paged && asks > 1 {
				t.Fatalf("%d questions on a page", asks)
			}
		}
		for i, q := range f.Questions {
			if order[i] != q.Key {
				t.Fatalf("%v", order)
			}
		}
	})
}

// Whatever is published after, an answer to any version is given back whole by all of them joined.
func TestEveryAnswerIsWhereItBelongsAfterTheFormChanged(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		first := someForm(t)
		a := someAnswers(t, first)
		choices, texts := first.Kept(Context{}, a)
		second := first
		second.Questions = nil
		for _, q := range first.Questions {
			if gen(t, "removed", rapid.Float64Range(0, 1)) < 0.3 {
				continue
			}
			q.Label, q.When = FR("Une question corrigée"), nil
			var kept []Option
			for _, o := range q.Options {
				if gen(t, "retired", rapid.Float64Range(0, 1)) < 0.3 {
					continue
				}
				o.Label = FR("Réponse corrigée")
				kept = append(kept, o)
			}
			q.Options, q.Other = append(kept, Option{Key: "nouvelle", Label: FR("Nouvelle")}), false
			second.Questions = append(second.Questions, q)
		}
		if p := second.Follows(first); len(p) > 0 {
			t.Fatalf("%v", p)
		}
		joined := Join([]Form{first, second})
		if got, want := joined.Back(choices, texts), first.Back(choices, texts); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v became %+v", want, got)
		}
		for _, q := range first.Questions {
			j, found := joined.Question(q.Key)
			if !q.Kind.Asks() {
				continue
			}
			if _, still := second.Question(q.Key); !found || j.Retired == still {
				t.Fatalf("%s: found %t, retired %t", q.Key, found, j.Retired)
			}
			for _, o := range q.Options {
				if !j.Offers(o.Key) {
					t.Fatalf("%s offers %s no more", q.Key, o.Key)
				}
			}
		}
	})
}

func TestAFormThatIsDrawnCanBePublished(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		if p := someForm(t).Check(); len(p) > 0 {
			t.Fatalf("%v", p)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"1", "~", "o0", "13/06/2025", "1,5", "1e999", "-", "autre", "Inf", "0x1p-2", "99999999999999999999999", "12\u00a0000"} {
		f.Add(s, s, uint8(3))
	}
	f.Fuzz(func(t *testing.T, one, other string, kind uint8) {
		q := Question{Key: "q", Kind: Kinds[int(kind)%len(Kinds)], Label: FR("?"), Options: someOptions(4), Rows: someOptions(2), Unsure: kind&64 != 0, Decimals: kind&128 != 0}
		q.Other = q.Kind == Single || q.Kind == Multiple
		form := Form{Questions: []Question{q}}
		a, p := form.ReadAll(Context{}, French, func(field string) []string {
			if strings.HasSuffix(field, "o1") {
				return []string{other}
			}
			return []string{one, other}
		})
		if p.Any() && !a["q"].Empty() {
			t.Fatalf("what is refused is kept: %v %v", p, a)
		}
		choices, texts := form.Kept(Context{}, a)
		if got := form.Back(choices, texts); len(got) != len(a) {
			t.Fatalf("%q: %+v came back as %+v", choices, a, got)
		}
		again, p := form.ReadAll(Context{}, French, func(field string) []string { return q.Fields(a["q"])[field] })
		if p.Any() || !reflect.DeepEqual(again, a) && a["q"].Text != Unsure {
			t.Fatalf("%+v is read again as %+v, %v", a, again, p)
		}
	})
}

func FuzzBack(f *testing.F) {
	f.Add("note=4&moyens=ami+presse&grille.accueil=3&age=34&pourquoi=-", "q.autre")
	f.Add("q=o1&=&a.b.c=&&q=~", "")
	f.Fuzz(func(t *testing.T, choices, key string) {
		form := Form{Questions: []Question{{Key: "q", Kind: Multiple, Options: someOptions(3)}, {Key: "grille", Kind: Matrix, Rows: someOptions(2)}, {Key: "age", Kind: Number}}}
		form.Kept(Context{}, form.Back(choices, []Said{{Key: key, Text: "x"}}))
		n := 0
		EachKept(choices, func(_, _ string) { n++ })
		if n > len(choices) {
			t.Fatal(n)
		}
	})
}
