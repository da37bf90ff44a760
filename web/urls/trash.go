package urls

import (
	"net/url"
	"strconv"
)

// Trash is what was thrown away and can still be put back.
func Trash() string { return "/corbeille" }

// TrashOf is what was thrown away of one project.
func TrashOf(project int64) string {
	return with(Trash(), url.Values{"projet": {strconv.FormatInt(project, 10)}})
}

// Restore puts back a thing of a bin (POST).
func Restore(bin string, thing int64) string { return path(Trash()+"/"+bin+"/", thing, "/retablir") }

// PageOf is a page of a paged list, from 1.
func PageOf(list string, page int) string {
	return with(list, url.Values{"page": {strconv.Itoa(page)}})
}
