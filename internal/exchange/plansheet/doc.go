// Package plansheet reads and writes the tasks of a retroplanning as a spreadsheet (CSV), and
// writes a computed plan as JSON or as a table for people.
//
// # Columns
//
// Columns are found by their header, in any order, with English or French names; case,
// accents and spaces do not matter. Only id and duration are required. Cells may be
// separated by commas, semicolons or tabs, and the file may begin with a byte order mark.
//
//	id          (identifiant)   what other tasks call this one
//	title       (titre, tâche)
//	duration    (durée)         "5" working days, "0" a milestone, "10c" calendar days
//	needs       (dépend de)     "B;C+2;D-1": the tasks it waits for, with a lag in working days
//	offset      (décalage)      "J-21", "J-10o" in working days (ouvrés), "E+7"
//	deadline    (échéance)      dates are written 2025-06-13, or 13/06/2025
//	not_before  (pas avant)
//	state       (état)          todo, in_progress, blocked, done, dropped, or the French words
//	start       (début)         actual
//	finish      (fin)           actual
//
// An empty state with a finish means done, with a start only, in progress.
//
// An id may itself end like a lag ("LOT-2"): in needs, a cell part that is a known id as a
// whole is that id, and only otherwise is its end read as a lag.
package plansheet
