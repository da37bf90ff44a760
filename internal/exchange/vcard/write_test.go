package vcard_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	other "github.com/emersion/go-vcard"
	"pgregory.net/rapid"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/vcard"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/written"
)

func write(t rapid.TB, list ...cards.Card) string {
	t.Helper()
	var out bytes.Buffer
	if err := vcard.Write(&out, list); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var phare = cards.Card{
	Organisation: cards.Organisation{Name: "CSC « Le Phare » ; annexe, sud", Unit: "Pôle jeunesse", Address: "3 bis avenue du Test\nBâtiment B", PostalCode: "92700", Town: "Colombes", Cedex: "Cedex 12",
		Phones: []written.Tel{{Number: "+33199000001"}, {Number: "+33199000002", Label: "secrétariat"}}, Emails: []string{"a@example.org"}, Website: "https://www.exemple.fr", Notes: `Un \ deux; trois, quatre` + "\ncinq", Tags: []string{"jeunes", "16,25"}},
	Contacts: []cards.Contact{{Civility: "Mme", First: "Zoé", Family: "MARTIN-X", Role: "Directrice", Phones: []written.Tel{{Number: "+33699000001", Label: "portable"}}, Emails: []string{"zoe@example.org"}, Prefers: "MEL"}},
}

func TestCardsAreWrittenAsProgramsReadThem(t *testing.T) {
	t.Parallel()
	got := write(t, phare)
	want := strings.ReplaceAll(`BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:CSC « Le Phare » \; annexe\, sud
ORG:CSC « Le Phare » \; annexe\, sud;Pôle jeunesse
ADR;TYPE=WORK:;;3 bis avenue du Test\nBâtiment B;Colombes Cedex 12;;92700;
X-ABShowAs:COMPANY
TEL;TYPE=WORK,VOICE:+33199000001
item1.TEL;TYPE=WORK:+33199000002
item1.X-ABLabel:secrétariat
EMAIL;TYPE=INTERNET:a@example.org
URL:https://www.exemple.fr
NOTE:Un \\ deux\; trois\, quatre\ncinq
CATEGORIES:jeunes,16\,25
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:MARTIN-X;Zoé;;Mme;
FN:Zoé MARTIN-X
ORG:CSC « Le Phare » \; annexe\, sud;Pôle jeunesse
ADR;TYPE=WORK:;;3 bis avenue du Test\nBâtiment B;Colombes Cedex 12;;92700;
TITLE:Directrice
TEL;TYPE=CELL:+33699000001
EMAIL;TYPE=INTERNET:zoe@example.org
NOTE:À contacter par : courriel
END:VCARD
`, "\n", "\r\n")
	if french.PlainSpaces(strings.ReplaceAll(got, "\r\n ", "")) != french.PlainSpaces(want) {
		t.Errorf("%s", got)
	}
	for line := range strings.SplitSeq(got, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
}

// TestAnotherProgramReadsWhatIsWritten reads them with a library, which gives compound values as they are escaped.
func TestAnotherProgramReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	from := other.NewDecoder(strings.NewReader(write(t, phare)))
	var all []other.Card
	for {
		c, err := from.Decode()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if len(all) != 2 || all[1].Name().FamilyName != "MARTIN-X" || all[1].PreferredValue(other.FieldEmail) != "zoe@example.org" || all[0].PreferredValue(other.FieldURL) != "https://www.exemple.fr" ||
		len(all[0][other.FieldTelephone]) != 2 || all[1].Address().PostalCode != "92700" || !strings.Contains(all[0].PreferredValue(other.FieldNote), "\ncinq") {
		t.Errorf("%+v", all)
	}
	c := other.Card{}
	c.SetValue(other.FieldFormattedName, "Zoé X")
	c.SetName(&other.Name{FamilyName: "X", GivenName: "Zoé"})
	c.SetValue(other.FieldNote, "a, b\nc")
	other.ToV4(c)
	var out bytes.Buffer
	if err := other.NewEncoder(&out).Encode(c); err != nil {
		t.Fatal(err)
	}
	if p := read(t, out.Bytes(), intake.Choices{}).Cards[0].Contacts[0]; p.First != "Zoé" || p.Family != "X" || p.Notes != "a, b\nc" {
		t.Errorf("%+v of %s", p, out.String())
	}
}

var (
	word  = rapid.StringMatching(`[A-Za-zÉéœÀç;,\\:'-]{1,12}( [a-zé;,"\\]{1,40}){0,4}`)
	maybe = rapid.OneOf(rapid.Just(""), word)
	tel   = rapid.Custom(func(t *rapid.T) written.Tel {
		return written.Tel{Number: rapid.StringMatching(`\+33[1-57]99\d{6}`).Draw(t, "number"), Label: rapid.OneOf(rapid.SampledFrom([]string{"", "portable", "fax", "domicile", "poste 12"}), rapid.StringMatching(`[a-z]{3,8}x`)).Draw(t, "label")}
	})
	mail = rapid.StringMatching(`[a-z]{1,8}@[a-z]{1,8}\.org`)
)

func distinct[T any](of *rapid.Generator[T], key func(T) string) *rapid.Generator[[]T] {
	return rapid.SliceOfNDistinct(of, 0, 3, key)
}

func drawCard(t *rapid.T) cards.Card {
	number := func(p written.Tel) string { return p.Number }
	same := func(s string) string { return french.Fold(s) }
	visible := func(g *rapid.Generator[string], label string) string {
		return french.OneLine(french.Visible(g.Draw(t, label)))
	}
	c := cards.Card{Row: 1}
	o := &c.Organisation
	o.Name, o.Unit, o.Address, o.Notes = "Structure "+visible(word, "name"), visible(maybe, "unit"), visible(maybe, "address"), french.Paragraphs(visible(maybe, "notes")+"\n"+visible(maybe, "more"))
	o.PostalCode, o.Town = rapid.SampledFrom([]string{"", "92000"}).Draw(t, "code"), rapid.SampledFrom([]string{"", "Nanterre", "Bourg-Exemple"}).Draw(t, "town")
	o.Phones, o.Emails = distinct(tel, number).Draw(t, "phones"), distinct(mail, same).Draw(t, "emails")
	o.Tags = distinct(rapid.StringMatching(`[a-z,;]{0,5}[a-z]`), same).Draw(t, "tags")
	for i := range rapid.IntRange(0, 3).Draw(t, "people") {
		p := cards.Contact{Civility: rapid.SampledFrom([]string{"", "Mme", "M."}).Draw(t, "civility"), First: visible(maybe, "first"), Family: "N" + strings.Repeat("o", i) + "x " + visible(word, "family"), Role: visible(maybe, "role"), Notes: visible(maybe, "note")}
		p.Phones, p.Emails = distinct(tel, number).Draw(t, "phones"), nil
		c.Contacts = append(c.Contacts, p)
	}
	return c
}

// bare makes empty lists those of nothing.
func bare(c cards.Card) cards.Card {
	phones := func(list []written.Tel) []written.Tel { return append([]written.Tel(nil), list...) }
	c.Row, c.With = 0, 0
	o := &c.Organisation
	o.Phones, o.Emails, o.Tags = phones(o.Phones), append([]string(nil), o.Emails...), append([]string(nil), o.Tags...)
	people := c.Contacts
	c.Contacts = nil
	for _, p := range people {
		p.Phones, p.Emails = phones(p.Phones), append([]string(nil), p.Emails...)
		c.Contacts = append(c.Contacts, p)
	}
	return c
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCard(t)
		text := write(t, c)
		r, err := vcard.Read([]byte(text), intake.Choices{})
		if err != nil {
			t.Fatal(err)
		}
		whole := cards.Whole(r.Cards)
		if len(whole) != 1 {
			t.Fatalf("%d of one, from %s\n%+v", len(whole), text, r.Report.Rows)
		}
		if got, want := bare(whole[0].Card), bare(c); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nis read back as\n%+v\nfrom %s", want, got, text)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(contacts(f), uint8(6))
	f.Add([]byte("BEGIN:VCARD\nN;QUOTED-PRINTABLE:=\n=\n;;\nTEL;X=\"a:b;c\":tel:1;ext=2\nADR:\\;;\\\\;;;;;;\nEND:VCARD\n a\nBEGIN:VCARD\r\tFN:x"), uint8(0))
	f.Add([]byte("BEGIN:VCARD\nORG;ENCODING=B:YQ==\nKIND:org\nX-ABLABEL:\na.b.TEL:+\nNOTE;CHARSET=x;ENCODING=QUOTED-PRINTABLE:=FF=\nEND:VCARD"), uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, out uint8) {
		r, err := vcard.Read(data, intake.Choices{Out: []int{int(out)}})
		if err != nil {
			if !fault.Is(err, fault.Invalid) || fault.SentenceOf(err) == "" {
				t.Fatalf("an error that says nothing: %v", err)
			}
			return
		}
		if n := bytes.Count(bytes.ToUpper(data), []byte("BEGIN")); len(r.Report.Rows) > n {
			t.Fatalf("%d cards of %d", len(r.Report.Rows), n)
		}
		in := map[int]bool{}
		for i := range r.Cards {
			c := &r.Cards[i]
			row := r.Report.Row(c.Row)
			if row == nil || in[c.Row] || c.Waits != (row.Outcome == intake.Waits) || row.Outcome == intake.Skipped || !c.Waits && c.Called() == "" {
				t.Fatalf("%+v, %+v", c, row)
			}
			in[c.Row] = true
		}
		for i, row := range r.Report.Rows {
			if row.Number != i+1 || !in[row.Number] && (row.Outcome != intake.Skipped || len(row.Remarks) == 0) || row.Outcome == intake.Waits && len(row.Remarks) == 0 {
				t.Fatalf("%+v", row)
			}
			for _, m := range row.Remarks {
				if m.Text == "" || !utf8.ValidString(m.Text+row.Title) {
					t.Fatalf("%q", m.Text)
				}
			}
		}
		text := write(t, r.Cards...)
		if again, err := vcard.Read([]byte(text), intake.Choices{}); text != "" && (err != nil || again.Report.Count(intake.Skipped) > 0) {
			t.Fatalf("%v, %q", err, text)
		}
	})
}
