package urls

import "net/url"

// Spaces is the list of spaces; POST creates one.
func Spaces() string { return "/espaces" }

// SpacesOf is the list under a filter.
func SpacesOf(filter url.Values) string { return with(Spaces(), filter) }

// SpacesExport is the list under a filter as a file; the filter holds its format.
func SpacesExport(filter url.Values) string { return with(Spaces()+"/export", filter) }

// SpacesPrint is the list under a filter for paper.
func SpacesPrint(filter url.Values) string { return with(Spaces()+"/impression", filter) }

// SpacesImport asks for a file of spaces.
func SpacesImport() string { return BringImport("espaces", 0) }

// NewSpace is the form for a space; POST to Spaces creates it.
func NewSpace() string { return Spaces() + "/nouveau" }

// Space is one space; POST edits it.
func Space(id int64) string { return path(Spaces()+"/", id) }

// SpaceEdit is the form of a space; POST to Space saves it.
func SpaceEdit(id int64) string { return Space(id) + "/modifier" }

// SpaceDelete asks (GET) and puts a space in the trash (POST).
func SpaceDelete(id int64) string { return Space(id) + "/suppression" }

// SpaceHistory is who did what to a space, and when.
func SpaceHistory(id int64) string { return Space(id) + "/historique" }
