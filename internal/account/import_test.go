package account_test

import (
	"testing"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
)

// TestNamesAreReadAsPeopleWriteThem: in one column or two, the last name first or in capitals.
func TestNamesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"NOM;Prénom\nCARPENTIER;Inès":           "Inès Carpentier",
		"Prénom;Nom\nAnne-Marie;Le Goff":        "Anne-Marie Le Goff",
		"NOM;PRÉNOM\nLE GOFF-D’ALEMBERT;ÉLODIE": "Élodie Le Goff-D’Alembert",
		"Nom;Prénom\nMartin;Martin":             "Martin Martin",
		"Nom;Prénom\nLucie Morel;Lucie":         "Lucie Morel",
		"Nom;Prénom\nMOREL Lucie;":              "Lucie Morel",
		"Nom;Prénom\n;Lucie":                    "",
		"Nom\nLucie Morel":                      "Lucie Morel",
		"Nom et prénom\nCARPENTIER Inès":        "Inès Carpentier",
		"Nom Prénom\nLE GOFF Anne-Marie":        "Anne-Marie Le Goff",
		"Nom - Prénom\nCarpentier Inès":         "Carpentier Inès", // which is which is anybody's guess
		"Prénom et nom\nInès CARPENTIER":        "Inès Carpentier",
		"Prénom et nom\nINÈS CARPENTIER":        "Inès Carpentier",
		"Personne\nJP Martin":                   "JP Martin",
		"Personne\nLucie M.":                    "Lucie M.",
	} {
		read, err := account.PeopleTable.ReadWith([]byte(text+"\n"), intake.Choices{})
		if err != nil {
			t.Fatal(err)
		}
		if want == "" && len(read.Rows) == 1 {
			if _, broken := read.Rows[0].Value.Normal(); len(broken) == 0 || broken[0].Field != account.FieldName {
				t.Errorf("%q: %+v", text, broken)
			}
			continue
		}
		if len(read.Rows) != 1 {
			t.Errorf("%q: %d rows", text, len(read.Rows))
			continue
		}
		if i, _ := read.Rows[0].Value.Normal(); i.Name != want {
			t.Errorf("%q is %q, want %q", text, i.Name, want)
		}
		for _, note := range read.Notes {
			if note == "Ces colonnes ne sont pas dans le fichier\u00a0: «\u00a0Prénom\u00a0»." {
				t.Errorf("%q: %s", text, note)
			}
		}
	}
}
