package question

import "slices"

// Join makes one form of all versions of a form, the oldest first: the last one's questions, options and wordings in its order, then what only earlier ones asked, retired.
// Results and files are drawn from it, so that every answer is where it belongs.
func Join(versions []Form) Form {
	if len(versions) == 0 {
		return Form{}
	}
	joined := versions[len(versions)-1]
	joined.Questions = slices.Clone(joined.Questions)
	for i := len(versions) - 2; i >= 0; i-- {
		for _, old := range versions[i].Questions {
			if !old.Kind.Asks() {
				continue
			}
			at := slices.IndexFunc(joined.Questions, func(q Question) bool { return q.Key == old.Key })
			if at < 0 {
				old.Retired = true
				joined.Questions = append(joined.Questions, old)
				continue
			}
			q := &joined.Questions[at]
			q.Options = withRetired(q.Options, old.Options)
			q.Rows = withRetired(q.Rows, old.Rows)
			q.Other = q.Other || old.Other
			q.Unsure = q.Unsure || old.Unsure
		}
	}
	return joined
}

func withRetired(now, before []Option) []Option {
	list := slices.Clone(now)
	for _, o := range before {
		if !slices.ContainsFunc(list, func(n Option) bool { return n.Key == o.Key }) {
			o.Retired = true
			list = append(list, o)
		}
	}
	return list
}
