package fault

import "errors"

// Twice is a form that creates, sent again: a button pressed twice, or the way back and « Créer » again.
type Twice struct {
	ID    int64 // of what was created the first time
	Same  bool  // the same was typed, under the key that created
	Alike bool  // the same was typed, under another key: a browser that goes back may ask for the form anew
}

// Again is the failure of a form sent again: nothing more was created. With other content, or under another key, it is
// Invalid, so that the form comes back with what was typed.
func Again(t Twice) error {
	if t.Same {
		return &Error{Kind: Conflict, twice: &t,
			Sentence: "Ce formulaire avait déjà été envoyé\u00a0: voici ce qu’il a créé. Rien n’a été créé une seconde fois."}
	}
	if t.Alike {
		return &Error{Kind: Invalid, twice: &t,
			Sentence: "Ce que vous envoyez est déjà enregistré, mot pour mot\u00a0: rien n’a été créé une seconde fois. " +
				"Pour créer la même chose une fois de plus, envoyez ce formulaire de nouveau."}
	}
	return &Error{Kind: Invalid, twice: &t,
		Sentence: "Ce formulaire a déjà servi, avec un autre contenu\u00a0: ce premier envoi est enregistré, celui-ci ne l’est pas. " +
			"Pour créer aussi ce que vous venez d’écrire, envoyez-le de nouveau."}
}

// TwiceOf finds what err carries, if it is the failure of a form sent again.
func TwiceOf(err error) (Twice, bool) {
	if e, ok := errors.AsType[*Error](err); ok && e.twice != nil {
		return *e.twice, true
	}
	return Twice{}, false
}

// SeenAt says where what a form created the first time is seen, if err is the failure of one sent again with other
// content: its problem leads there. Any other failure is given back.
func SeenAt(err error, path string) error {
	if t, ok := TwiceOf(err); ok && !t.Same {
		return &Error{Kind: Invalid, Sentence: SentenceOf(err), twice: &t, Problems: Problems{{Sentence: SentenceOf(err), See: path}}}
	}
	return err
}
