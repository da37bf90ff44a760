package form

import (
	"cmp"
	"crypto/rand"
	"slices"

	"parvis/internal/fault"
)

// Add notes a problem with a field, unless it has one already.
func (f *Form) Add(name, sentence string) {
	if !f.address && f.problems.For(name) == "" {
		f.problems.Add(name, sentence)
	}
}

// Require notes a problem with a field when ok is false, unless it has one already.
func (f *Form) Require(ok bool, name, sentence string) {
	if !ok {
		f.Add(name, sentence)
	}
}

// Reword says in other words what is wrong with a field, if anything is.
func (f *Form) Reword(name, sentence string) {
	for i := range f.problems {
		if f.problems[i].Field == name {
			f.problems[i].Sentence = sentence
		}
	}
}

// Merge notes what breaks a rule about the fields that have no problem yet, unless it compares them with one
// that has, and gives what is to mend in all as an Invalid failure, nil when there is nothing.
func (f *Form) Merge(broken fault.Problems) error {
	if !f.address {
		f.problems.Merge(broken)
	}
	return f.problems.Err()
}

// Refuse notes why a room refused what was typed, and tells whether that is what err says. What is
// about no field in particular stands at the head of the form. Any other failure is not the form's.
// A form that had created something already, with other content, gets a fresh key: sent once more, it creates. So does
// one whose content was created under another key: what it then holds is compared with nothing else.
func (f *Form) Refuse(err error) bool {
	switch again, ok := fault.TwiceOf(err); {
	case ok && again.Alike:
		f.Keyed(onceMore + rand.Text())
	case ok && !again.Same:
		f.Keyed(rand.Text())
	}
	problems, invalid := fault.ProblemsOf(err)
	if invalid && !problems.Any() {
		problems.Add("", fault.SentenceOf(err))
	}
	_ = f.Merge(problems)
	return invalid
}

// Valid tells whether nothing is to mend.
func (f *Form) Valid() bool { return !f.problems.Any() }

// Wrong tells whether something is to mend in a field.
func (f *Form) Wrong(name string) bool { return f.problems.For(name) != "" }

// Problems lists what is to mend, in the order of the form's fields or, without one, as noted.
func (f *Form) Problems(order ...string) fault.Problems {
	list := slices.Clone(f.problems)
	slices.SortStableFunc(list, func(a, b fault.Problem) int {
		return cmp.Compare(slices.Index(order, a.Field), slices.Index(order, b.Field))
	})
	return list
}

// Err gives what is to mend as an Invalid failure, or nil when there is nothing.
func (f *Form) Err() error { return f.problems.Err() }

// Note keeps what had to be assumed to read the form, to be said once it is kept.
func (f *Form) Note(note string) {
	if note != "" {
		f.notes = append(f.notes, note)
	}
}

// Notes lists what was assumed.
func (f *Form) Notes() []string { return f.notes }
