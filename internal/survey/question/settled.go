package question

// Settled gives the answers that stand: an answer to a question that what was answered since hides is no answer, and neither is one to what that one showed.
func (f Form) Settled(c Context, a Answers) Answers {
	stand := Answers{}
	for _, q := range f.Questions {
		if said, found := a[q.Key]; found && q.Kind.Asks() && q.Shown(c, stand) {
			stand[q.Key] = said
		}
	}
	return stand
}
