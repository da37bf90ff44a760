package question

import (
	"slices"
	"strconv"
)

// Fields gives an answer back as the fields that Read takes: to show it again, or to carry it from page to page.
func (q Question) Fields(a Answer) map[string][]string {
	fields := map[string][]string{}
	field := Field(q.Key, "")
	switch {
	case a.Unsure:
		fields[field] = []string{Unsure}
	case a.Agreed:
		fields[field] = []string{"1"}
	case q.Kind == Matrix:
		for row, value := range a.Rows {
			fields[Field(q.Key, row)] = []string{value}
		}
	case q.Kind == Ranking:
		for i, key := range a.Chosen {
			fields[Field(q.Key, key)] = []string{strconv.Itoa(i + 1)}
		}
	case len(a.Chosen) > 0:
		fields[field] = slices.Clone(a.Chosen)
		if a.Text != "" && slices.Contains(a.Chosen, OtherKey) {
			fields[Field(q.Key, OtherKey)] = []string{a.Text}
		}
	case a.Text != "":
		fields[field] = []string{a.Text}
	}
	return fields
}

// Code is a box of a question on paper: the number that is printed beside it and typed afterwards, and the key that it stands for.
type Code struct {
	Number string
	Key    string
}

// UnsureCode is the number of « Je ne sais pas » on paper, whatever the question.
const UnsureCode = "99"

// Codes are the boxes of a question, or of each row of a matrix, as they are numbered on paper: options from 1, « Autre » after them; a recommendation has its own
// figures. A question without options has none but « Je ne sais pas ».
func (q Question) Codes() []Code {
	var list []Code
	if q.Kind == NPS || q.Kind.HasOptions() {
		for i, o := range q.Choices() {
			number := strconv.Itoa(i + 1)
			if q.Kind == NPS {
				number = o.Key
			}
			list = append(list, Code{number, o.Key})
		}
	}
	if q.Kind == Consent {
		list = append(list, Code{"1", "1"})
	}
	if q.Other {
		list = append(list, Code{strconv.Itoa(len(q.Options) + 1), OtherKey})
	}
	if q.Unsure {
		list = append(list, Code{UnsureCode, Unsure})
	}
	return list
}

// Numbers are the numbers of the questions as they are printed: of those that ask and are no example, from 1, by their keys.
func (f Form) Numbers() map[string]int {
	numbers := map[string]int{}
	for _, q := range f.Questions {
		if q.Kind.Asks() && !q.Practice {
			numbers[q.Key] = len(numbers) + 1
		}
	}
	return numbers
}
