// Package field lists what is written of a thing as it goes out, once for every place that writes it.
package field

// Field is one thing that is written of a T as it goes out: on a clash page, in the journal before → after, in a table's column, in print.
type Field[T any] struct {
	Name  string         // of the form's field: "capacite_assise"
	Label string         // as people read it: "Capacité assise"
	Text  func(T) string // as people read it, "" for nothing
}

// List is the fields of a T, in the order in which they are read.
type List[T any] []Field[T]
