package urls

import "net/url"

// ProjectOutings is what a project does away from the museum; POST adds to it.
func ProjectOutings(project int64) string { return Project(project) + "/hors-les-murs" }

// NewOuting is the form of an outing; POST to ProjectOutings keeps it.
func NewOuting(project int64) string { return ProjectOutings(project) + "/nouvelle" }

// Outing is one outing; POST edits it.
func Outing(id int64) string { return path("/hors-les-murs/", id) }

// OutingEdit is the form of an outing; POST to Outing saves it.
func OutingEdit(id int64) string { return Outing(id) + "/modifier" }

// OutingDelete puts an outing in the trash (POST).
func OutingDelete(id int64) string { return Outing(id) + "/suppression" }

// OutingHistory is who did what to an outing, and when.
func OutingHistory(id int64) string { return Outing(id) + "/historique" }

// OutingPrint is an outing for paper.
func OutingPrint(id int64) string { return Outing(id) + "/impression" }

// OnMap opens an address in whatever shows maps on the device: no site's.
func OnMap(address string) string { return "geo:0,0?q=" + url.QueryEscape(address) }
