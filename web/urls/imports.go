package urls

import (
	"net/url"
	"strconv"
)

// Imports are the files of rows that one brought, and what became of them.
func Imports() string { return "/imports" }

// BringImport asks for a file of a kind to import into a thing (GET), 0 for the service, and keeps it (POST).
func BringImport(kind string, into int64) string {
	return path(Imports()+"/nouveau/"+kind+"/", into)
}

// Import is what a file would do, or did.
func Import(id int64) string { return path(Imports()+"/", id) }

// ImportRows are some of its rows: those of a view, on a page from 1.
func ImportRows(id int64, view string, page int) string {
	q := url.Values{"voir": {view}}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	return with(Import(id), q)
}

// ImportReading keeps how it is read (POST).
func ImportReading(id int64) string { return Import(id) + "/lecture" }

// ImportAnswers keeps what is corrected and left out (POST).
func ImportAnswers(id int64) string { return Import(id) + "/reponses" }

// ImportReset forgets all that was decided about it (POST).
func ImportReset(id int64) string { return Import(id) + "/remise" }

// ImportRun does it (POST).
func ImportRun(id int64) string { return Import(id) + "/enregistrement" }

// ImportReopen has it run again, once what it did was taken back (POST).
func ImportReopen(id int64) string { return Import(id) + "/reprise" }

// ImportForget throws the file away (POST).
func ImportForget(id int64) string { return Import(id) + "/retrait" }
