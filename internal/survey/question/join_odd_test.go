package question

import (
	"strings"
	"testing"
)

// « Autre » that is typed, and an option that happens to be called so, are kept under one key: a form may not make one of the other.
func TestOtherKeepsItsMeaning(t *testing.T) {
	t.Parallel()
	typed := Form{Questions: []Question{{Key: "q", Kind: Single, Other: true, Options: someOptions(2)}}}
	plain := Form{Questions: []Question{{Key: "q", Kind: Single, Options: append(someOptions(2), Option{Key: OtherKey, Label: FR("Autre")})}}}
	for name, c := range map[string]struct {
		next, before Form
		wrong        bool
	}{"typed, then an option": {plain, typed, true}, "an option, then typed": {typed, plain, true}, "typed twice": {typed, typed, false}, "an option twice": {plain, plain, false}} {
		if p := c.next.Follows(c.before); (len(p) > 0) != c.wrong {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// A question that comes back after a version without it is the same question, and what was retired in between is not offered.
func TestAQuestionThatComesBackIsOne(t *testing.T) {
	t.Parallel()
	q := func(options ...string) Question {
		q := Question{Key: "q", Kind: Single, Label: FR("?")}
		for _, o := range options {
			q.Options = append(q.Options, Option{Key: o, Label: FR(o)})
		}
		return q
	}
	end := Question{Key: "fin", Kind: Text}
	versions := []Form{{Questions: []Question{q("a", "b"), end}}, {Questions: []Question{end}}, {Questions: []Question{end, q("b", "c")}}}
	joined := Join(versions)
	var got []string
	for _, o := range joined.Questions[1].Options {
		word := o.Key
		if o.Retired {
			word += " retirée"
		}
		got = append(got, word)
	}
	if len(joined.Questions) != 2 || joined.Questions[1].Retired || strings.Join(got, ", ") != "b, c, a retirée" {
		t.Errorf("%d questions: %v", len(joined.Questions), got)
	}
	if len(versions[2].Questions[1].Options) != 2 || len(versions[0].Questions[0].Options) != 2 {
		t.Error("joining changed a version")
	}
	// What was kept under each version is found in the joined one.
	for i, line := range []string{"q=a&fin=", "fin=1", "fin=&q=c"} {
		if back := joined.Back(line, nil); i != 1 && len(back["q"].Chosen) != 1 {
			t.Errorf("%s: %+v", line, back)
		}
	}
}

// Nothing that was kept can be taken for something else, whatever the keys: a key of 40 characters, one that looks like a number, one within another.
func TestKeysWithinKeysStayApart(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("k", MaxKey)
	f := Form{Questions: []Question{
		{Key: "a", Kind: Matrix, Label: FR("?"), Options: someOptions(2), Rows: []Option{{Key: "a"}, {Key: "autre"}, {Key: "a-b"}}},
		{Key: "a-b", Kind: Single, Other: true, Options: someOptions(2)}, {Key: "A", Kind: Number}, {Key: long, Kind: Text}, {Key: "a_", Kind: Ranking, Options: someOptions(3)}}}
	answers := Answers{"a": {Rows: map[string]string{"a": "o0", "autre": "o1"}}, "a-b": {Chosen: []string{OtherKey}, Text: "Vélo & train = 1+1"}, "A": {Text: "-12.5"}, long: {Text: "x"}, "a_": {Chosen: []string{"o2", "o0"}}}
	choices, texts := f.Kept(Context{}, answers)
	if want := "a.a=o0&a.autre=o1&a.a-b=&a-b=autre&A=-12.5&" + long + "=1&a_=o2+o0"; choices != want {
		t.Errorf("kept %q, not %q", choices, want)
	}
	again, _ := f.Kept(Context{}, f.Back(choices, texts))
	if again != choices || len(texts) != 2 || f.Back(choices, texts)["a-b"].Text != "Vélo & train = 1+1" {
		t.Errorf("it comes back as %q, %v", again, texts)
	}
}
