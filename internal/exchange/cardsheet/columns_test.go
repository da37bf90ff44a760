package cardsheet_test

import (
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/french"
)

// roles gives the role of each column.
func roles(r intake.Report) string {
	var all []string
	for _, c := range r.Columns {
		all = append(all, c.Role)
	}
	return strings.Join(all, " ")
}

func TestHeadingsAreReadByWhatStandsAroundThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, want string }{
		"a name beside an address":        {"Nom;Adresse;CP;Ville;Contact;Tél\nA;1 rue X;92000;Nanterre;Zoé A;0199000001\n", "structure adresse cp ville contact tel"},
		"a name beside a first name":      {"Structure;Nom;Prénom;Mail\nA;X;Zoé;z@example.org\n", "structure nom prenom mail"},
		"people alone":                    {"Nom;Prénom;Mail\nX;Zoé;z@example.org\n", "nom prenom mail"},
		"by groups":                       {"STRUCTURE;;CONTACT;;\nNom;Tél.;Nom;Prénom;Tél.\nA;0199000001;X;Zoé;0199000002\n", "structure tel_structure nom prenom tel"},
		"a contact of addresses":          {"Structure;Contact\nA;a@example.org\nB;b@example.org\n", "structure mail"},
		"a contact of telephones":         {"Structure;Contact\nA;0199000001\nB;01 99 00 00 02\n", "structure tel"},
		"a contact of both":               {"Structure;Contact\nA;0199000001 a@example.org\nB;b@example.org\nC;01 99 00 00 02\n", "structure coordonnees"},
		"headings over two rows":          {"Structure;Coordonnées;;Suivi\n;Tél.;Mail;Date\nA;0199000001;a@example.org;01/02/2025\n", "structure tel mail date"},
		"a type of talk":                  {"Structure;Date;Type;Objet\nA;01/02/2025;Téléphone;x\nA;02/02/2025;RDV;y\n", "structure date canal objet"},
		"titles of people":                {"Structure;Titre;Nom;Prénom\nA;Mme;X;Y\n", "structure civilite nom prenom"},
		"titles that are functions":       {"Structure;Titre;Nom;Prénom\nA;Directrice;X;Y\n", "structure fonction nom prenom"},
		"code and town together":          {"Structure;CP / Ville\nA;92000 NANTERRE\n", "structure cp_ville"},
		"brackets, stars and line breaks": {"STRUCTURE *;\"Téléphone\n(fixe)\";Code UAI :\nA;0199000001;0921234S\n", "structure tel uai"},
	} {
		r := read(t, c.data, intake.Choices{})
		if got := roles(r.Report); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
		for _, row := range r.Report.Rows {
			if row.Outcome == intake.Waits {
				t.Errorf("%s: row %d %s", name, row.Number, said(&row))
			}
		}
	}
}

func TestAColumnInDoubtMakesTheHeadingsWait(t *testing.T) {
	t.Parallel()
	data := "Structure;Truc;Mot;CP;Code postal\nA;a@example.org;x;92000;92000\nB;b@example.org;;;\n"
	r := read(t, data, intake.Choices{})
	if got := said(r.Report.Row(1)); got != `waits
waits 2: La colonne « Truc » n’est pas connue, et semble contenir des adresses électroniques : dites ce qu’elle est, ou laissez-la de côté.
waits 5: Les colonnes « CP » et « Code postal » se lisent toutes deux comme « Code postal » : dites ce qu’est chacune.` {
		t.Error(got)
	}
	if len(r.Report.Notes) != 1 || !strings.Contains(french.PlainSpaces(r.Report.Notes[0]), "La colonne « Mot » n’est pas lue") {
		t.Errorf("%q", r.Report.Notes)
	}
	r = read(t, data, intake.Choices{Columns: map[int]string{2: "mail", 5: intake.Aside, 3: "etiquettes"}})
	if !r.Report.Ready() || r.Cards[0].Organisation.Emails[0] != "a@example.org" || r.Cards[0].Organisation.Tags[0] != "x" || len(r.Report.Notes) != 0 {
		t.Errorf("%+v, %q", r.Cards, r.Report.Notes)
	}
	r = read(t, "un;deux\ntrois;quatre\n", intake.Choices{})
	if got := said(r.Report.Row(1)); !strings.Contains(got, "Aucune ligne ne nomme de colonne connue") || r.Report.Ready() {
		t.Error(got)
	}
	r = read(t, "Adresse;Ville\n1 rue X;Nanterre\n", intake.Choices{})
	if got := said(r.Report.Row(1)); !strings.Contains(got, "Aucune colonne ne dit le nom de la structure") {
		t.Error(got)
	}
}

func TestRowsThatAreNoCardsSayWhy(t *testing.T) {
	t.Parallel()
	r := read(t, "Structure;Type;Ville;Nombre\nNANTERRE;;;\nCENTRES SOCIAUX;;;\nA;ASSO;Nanterre;3\nStructure;Type;Ville;Nombre\n;;;12\n;;;Total : 3\nLégende : x;;;\n;ASSO;;\n;ASSO;Nanterre;\n;;;voir là\nDocument interne;;;\n", intake.Choices{})
	for number, want := range map[int]string{
		2: "created", 3: "skipped\nnote 0: Cette ligne semble un intertitre", 4: "created", 5: "skipped\nnote 0: Cette ligne répète", 6: "skipped\nnote 0: Cette ligne n’a que des nombres",
		7: "skipped\nnote 0: Cette ligne est un total", 8: "skipped\nnote 0: Cette ligne semble un pied", 9: "skipped\nnote 0: Cette ligne n’a qu’un texte, sans nom", 10: "waits\nwaits 1: Il manque le nom de la structure. [A]",
		11: "skipped\nnote 0: Cette ligne n’a qu’un texte, dans une colonne qui n’est pas lue", 12: "skipped\nnote 0: Cette ligne semble un pied",
	} {
		if got := said(r.Report.Row(number)); !strings.HasPrefix(got, want) {
			t.Errorf("row %d: %s", number, got)
		}
	}
	r = read(t, "Structure;Type\nCENTRES SOCIAUX;\nDocument interne;\n", intake.Choices{In: []int{2, 3}})
	if len(r.Cards) != 2 {
		t.Errorf("%+v", r.Cards)
	}
}

func TestPeopleAreToldApart(t *testing.T) {
	t.Parallel()
	head := "Structure;Contact;Fonction;Tél;Mail\n"
	for row, want := range map[string]string{
		"A;Mme Zoé MARTIN-X (directrice);;;":                   "A | \"\"\n@ Mme Zoé / MARTIN-X | directrice",
		"A;MARTIN-X Zoé, directrice;;0199000001;":              "A | \"\"\n@ Zoé / MARTIN-X | directrice | 01 99 00 00 01",
		"A;Zoé MARTIN-X et Luc EX-W;;0199000001;a@example.org": "A | 01 99 00 00 01 | a@example.org | \"\"\n@ Zoé / MARTIN-X\n@ Luc / EX-W",
		"A;Zoé MARTIN-X / Luc EX-W;Directrice / Animateur;;":   "A | \"\"\n@ Zoé / MARTIN-X | Directrice\n@ Luc / EX-W | Animateur",
		"A;Accueil;;0199000001;a@example.org":                  "A | 01 99 00 00 01 Accueil | a@example.org | \"\"",
		"A;;Directrice;;":                                      "A | \"Fonction du contact : Directrice\"",
		"A;Pôle A/B;;;":                                        "A | \"\"\n@ Pôle / A/B",
		"A;;;zoe@example.org;":                                 "A | zoe@example.org | \"\"",
		"A;de LA TOUR Anne;;;":                                 "A | \"\"\n@ Anne / de LA TOUR",
		"A;Zoé Martin;;06 99 00 00 01 / 01 99 00 00 01;":       "A | \"\"\n@ Zoé / Martin | 06 99 00 00 01, 01 99 00 00 01",
	} {
		r := read(t, head+row+"\nB;Léa ESSAI-X;;;\n", intake.Choices{})
		if got := summary(r.Cards[0]); got != want {
			t.Errorf("%q: %s", row, got)
		}
	}
	r := read(t, head+"A;Zoé Martin;;;\n", intake.Choices{})
	if got := said(r.Report.Row(2)); got != "created\nnote 2: Le nom « Zoé Martin » est lu comme prénom « Zoé », nom « Martin »." {
		t.Error(got)
	}
}

func TestOneRowForEachPerson(t *testing.T) {
	t.Parallel()
	r := read(t, "Structure;Ville;Nom;Prénom;Mail\nCSC Test;Nanterre;X;Zoé;z@example.org\nCSC Test;Nanterre;Y;Luc;l@example.org\nCSC Test;Bordeaux;Z;Léa;\n;;W;Max;m@example.org\n", intake.Choices{})
	if got := said(r.Report.Row(3)); got != "created" || r.Cards[1].With != 2 {
		t.Errorf("%s, with %d", got, r.Cards[1].With)
	}
	if r.Cards[2].With != 0 {
		t.Error("two organisations of one name in two towns are one")
	}
	if got := said(r.Report.Row(5)); got != "waits\nwaits 1: Il manque le nom de la structure de ce contact. [CSC Test]" {
		t.Error(got)
	}
	whole := cards.Whole(r.Cards)
	if len(whole) != 2 || len(whole[0].Contacts) != 2 {
		t.Errorf("%+v", whole)
	}
}

func TestOneRowForEachTimeTheySpoke(t *testing.T) {
	t.Parallel()
	r := read(t, "Structure;Contact;Date;Canal;Objet;Compte-rendu;Suite à donner;Échéance;Remarques\n"+
		"CSC Test;Zoé MARTIN-X;12/03/2025;Tél.;Visite;\"Groupe de 12\nen mai\";Envoyer le programme;15/04/2025;ras\n"+
		"CSC Test;Zoé MARTIN-X;mars 2025;pigeon;Autre;;;;vu\n"+
		"CSC Test;;;RDV;Sans date;;;;\n"+
		"CSC Test;;12/05/2025;RDV;À venir;;;lundi;\n", intake.Choices{})
	want := `CSC Test | ""
@ Zoé / MARTIN-X
! 12 mars 2025 | TEL | Zoé MARTIN-X | Visite | Groupe de 12
en mai | Envoyer le programme | 15 avril 2025`
	if got := summary(r.Cards[0]); got != want {
		t.Error(got)
	}
	if got := summary(r.Cards[1]); !strings.Contains(got, "! mars 2025 | pigeon | Zoé MARTIN-X | Autre | vu") {
		t.Error(got)
	}
	for number, want := range map[int]string{
		2: "created", 3: "created\nnote 3: « mars 2025 » ne dit pas le jour : mars 2025 est gardé, sans jour.", 4: "created\nnote 3: Cet échange n’a pas de date.",
		5: "waits\nnote 3: Le 12 mai 2025 n’est pas encore passé.\nwaits 8: « lundi » n’est pas une date",
	} {
		if got := said(r.Report.Row(number)); !strings.HasPrefix(got, want) {
			t.Errorf("row %d: %s", number, got)
		}
	}
	whole := cards.Whole(r.Cards)
	if len(whole) != 1 || len(whole[0].Contacts) != 1 || len(whole[0].Interactions) != 3 {
		t.Errorf("%+v", whole)
	}
}

func TestCodesAndPlaces(t *testing.T) {
	t.Parallel()
	r := read(t, "Structure;CP Ville;UAI;QPV;Site;Canal préféré;Portable\n"+
		"A;92014 NANTERRE CEDEX 12;0921234S;\"=\"\"QN09201M;QN09202I\"\"\";www.exemple.fr;Mail;06 99 00 00 01\n"+
		"B;Nanterre;0921234A;Petit Nanterre;ici;SMS;\nC;9 Nanterre;;QN0920;;;\nA bis;;;;javascript:alert(1);;\n", intake.Choices{})
	for i, want := range []string{
		`A | 92014 Nanterre Cedex 12 | 0921234S | 06 99 00 00 01 portable | https://www.exemple.fr | QN09201M QN09202I | "Canal préféré : Mail"`,
		`B | Nanterre | Petit Nanterre | "Canal préféré : SMS"`, `C | 9 Nanterre | ""`, `A bis | ""`,
	} {
		if got := summary(r.Cards[i]); got != want {
			t.Errorf("%s", got)
		}
	}
	if got := said(r.Report.Row(3)); !strings.Contains(got, "sa lettre ne va pas avec ses chiffres") || !strings.Contains(got, "n’est pas l’adresse d’un site") || !strings.HasPrefix(got, "created") {
		t.Error(got)
	}
}
