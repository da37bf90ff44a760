// Package plansheet reads the tasks of a retroplanning from a spreadsheet as people keep it, CSV or
// XLSX, writes them as one, and writes a computed plan as JSON or as a table for people.
//
// Decode reads for a program: it refuses a file with all that cannot be read of it. Read reads for
// somebody who imports: what Decode refuses, it has wait, on its row, with what could stand in the
// cell; a column in doubt is a remark on the row of headings, mended by choosing its role; what many
// rows lack alike, a duration, is asked once. Both are one decoder, and read a cell the same way.
//
// # Reading
//
// internal/exchange/sheet makes rows of cells of the bytes, internal/written reads each cell,
// and this package knows what rows and columns mean. Three rules hold throughout:
//
//   - Nothing is dropped in silence. Each row that is not empty, but for the headers, is a task
//     or is listed in Sheet.LeftAside; in Reading.Report, each has one outcome. A column is read, or is known to change no date, or is
//     named in a note; one that looks as if dates depended on it makes a problem, and so do numbers
//     alone under an unknown header that speaks of time or progress: they are never guessed at.
//   - A plan is not a fact. « Début » and « Fin » are wishes; only « réel », « effectif » and
//     "actual" make dates of them that happened, and only these imply a state.
//   - What is assumed is said: Sheet.Notes has it, in sentences, once, with its rows.
//
// # Columns
//
// The headers are the row among the first twenty that has the most that are known. Columns
// are found by header, in any order; case, accents, notes in brackets and units do not
// matter. roles.go lists the headers. Where one means several things (« Fait », « Action /
// délai »), the cells below it decide.
//
//	id            N°           without it, tasks are numbered in the order of the rows
//	title         Tâche
//	duration      Durée        without it, a task counts one day
//	needs         Dépend de    "B;C+2;D-1", by id or title
//	offset        À faire pour "J-21", "E+7", or a day: each cell is one or the other
//	              Jours avant  a number alone counts what the header says
//	deadline      Échéance     the same
//	not_before    Pas avant
//	state         État         words, ticks or progress
//	actual_start  Début réel
//	actual_finish Fin réelle
//	effort        Charge       in days, by halves; a zero, which other programs write, is not known
//	internal      Interne      yes or no
//
// Read keeps besides, as they are written: people (« AB / CD » is two), a category, a checklist with
// its ticks, a source, notes, why a task is blocked, and planned dates as wishes.
//
// Export writes all of that under French headings, so that Read gives the same tasks again.
// Encode also writes pinned_start, pinned_finish, min_duration, statutory and optional where a
// task has them, and effort and internal too.
//
// An id may itself end like a lag ("LOT-2"): in needs, a cell part that is a known id as a
// whole is that id, and only otherwise is its end read as a lag.
package plansheet
