// Package written reads what people write in the cells of their spreadsheets, in forms and in
// options: days, durations, offsets from the event, states, links between tasks, numbers,
// answers, and of partners: telephone numbers, e-mail addresses, towns and codes. There is one
// reader per kind of value, so that the same words mean the same thing wherever they are typed.
//
// It is pure. Every reader takes letters of any case, accents however they are encoded, and any
// dash or space that a word processor puts in. It gives the value; a note, which is a French
// sentence about what was assumed, "" when nothing was; or a Problem, which is a French sentence
// that says what is wrong and what to write. An empty text is a Problem too: who may leave the
// cell empty asks beforehand. Texts beyond what a cell can sensibly hold are refused before they
// are looked at.
package written
