package cardsheet_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/cardsheet"
	"parvis/internal/exchange/intake"
)

// large is as many rows as a file may hold, all different.
func large(rows int) []byte {
	var b strings.Builder
	b.WriteString("Type;Nom de la structure;Adresse;CP;Ville;NOM Prénom;Tél.;E-mail;Dernier contact;Observations\n")
	for i := range rows {
		fmt.Fprintf(&b, "CSC;Centre socioculturel %c%c%c %d;%d rue du Test;92000;NANTERRE;X%c Zoé;01 99 %02d %02d %02d;zoe%d@example.org;12/03/25;texte\n", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, i, i%300, 'A'+i%26, i/10000, i/100%100, i%100, i)
	}
	return []byte(b.String())
}

func TestAsManyRowsAsAFileMayHoldAreRead(t *testing.T) {
	t.Parallel()
	r, err := cardsheet.Read(large(cardsheet.MostRows-1), cardsheet.Options{Today: today})
	if err != nil || len(r.Cards) != cardsheet.MostRows-1 || r.Report.Count(intake.Created) != len(r.Cards) {
		t.Fatalf("%v, %d wait", err, r.Report.Count(intake.Waits))
	}
}

func TestRowsThatAreAllAlikeAreAskedOfTogether(t *testing.T) {
	t.Parallel()
	data := "Structure;Tél;Mail;Observations\n"
	for i := range 2000 {
		data += fmt.Sprintf("Structure %d;0199000001;a@example.org;x\n", i)
	}
	r := read(t, data, intake.Choices{})
	last := r.Report.Asks[len(r.Report.Asks)-1]
	if len(r.Report.Asks) != 41 || last.Name != cards.AskOthers || len(last.Rows) != 1999-40 {
		t.Errorf("%d questions, %d rows of the last", len(r.Report.Asks), len(last.Rows))
	}
}

func BenchmarkRead(b *testing.B) {
	data := large(cardsheet.MostRows - 1)
	for b.Loop() {
		if _, err := cardsheet.Read(data, cardsheet.Options{Today: today}); err != nil {
			b.Fatal(err)
		}
	}
}
