package walks_test

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/agreement"
	"parvis/internal/demo"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/programme"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// planted is an amount that nothing else of the service comes near, in every way in which it may be written.
var planted = regexp.MustCompile(`41[\s\x{a0}\x{202f}.,']?739`)

// priced is what everything that has the planted amount is called.
const priced = "Affaire au prix tenu secret"

// TestNoAmountReachesTheIntern plants an amount in pieces, agreements and files, and changes it, then reads everything that the intern may open: pages,
// searches, tables, files, what is printed, histories and notices. The head finds it in each of those, so that this looks where amounts are.
func TestNoAmountReachesTheIntern(t *testing.T) {
	t.Parallel()
	h := webtest.Serve(t, service(t), func(c *web.Config) { c.Links = "https://parvis.test" })
	starts := plant(t, h)
	told := map[string]map[string]bool{}
	for _, who := range []string{headEmail, "stagiaire@parvis.test"} {
		told[who] = map[string]bool{}
		c := h.Login(who, demo.Password)
		opened, asked := map[string]int{}, map[string]bool{}
		for queue := starts; len(queue) > 0; queue = queue[1:] {
			path := queue[0]
			pattern := h.Pattern(http.MethodGet, path)
			first := slices.Contains(starts, path)
			if asked[path] || !first && opened[pattern] >= 8 || strings.HasPrefix(path, "/static/") {
				continue
			}
			asked[path] = true
			opened[pattern]++
			a := c.Get(path)
			if planted.MatchString(readable(t, a)) {
				told[who][pattern] = true
				if who != headEmail {
					t.Errorf("the intern reads an amount on %s: %.60q", path, planted.FindString(readable(t, a)))
				}
			}
			if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
				queue = append(queue, webtest.ReadPage(t, path, a.Body).Links...)
			}
		}
		if len(asked) < 200 {
			t.Errorf("%s opened %d pages only", who, len(asked))
		}
	}
	for _, pattern := range []string{urls.Logistics(urls.AnyProject), urls.LogisticsPrint(urls.AnyProject, nil), urls.Logistics(urls.AnyProject) + "/export", urls.Piece(urls.AnyPiece), urls.PieceEdit(urls.AnyPiece),
		urls.PieceHistory(urls.AnyPiece), urls.ProjectHistory(urls.AnyProject), urls.Agreement(urls.AnyAgreement), urls.Agreements(), urls.AgreementsPrint(nil), urls.AgreementsExport(nil), urls.AgreementHistory(urls.AnyAgreement),
		urls.ProjectAgreements(urls.AnyProject), urls.Files(urls.AnyKind, urls.AnyThing), urls.File(urls.AnyThing)} {
		if !told[headEmail][pattern] {
			t.Errorf("the head reads no amount on %s: this does not look where amounts are", pattern)
		}
	}
	// Nothing is found by an amount.
	for _, who := range []string{headEmail, "stagiaire@parvis.test"} {
		c := h.Login(who, demo.Password)
		for _, list := range []string{urls.Agreements(), urls.Organisations(), urls.Contacts(), urls.Projects(), urls.Activities(), urls.Spaces(), urls.Slots(), urls.MyList(), urls.Territories()} {
			for _, text := range []string{"41739", "41 739,58", "41739.58"} {
				c.Get(list+"?"+url.Values{"texte": {text}}.Encode()).Want(t, http.StatusOK).Lacks(t, priced)
			}
		}
	}
}

// plant puts the amount where amounts are, and gives where to begin to look for it.
func plant(t *testing.T, h *webtest.House) []string {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	claire, err := h.Accounts.LogIn(ctx, headEmail, demo.Password, netip.MustParseAddr("192.0.2.1"), demo.Day.Time())
	must(err)
	by := claire.On(demo.Day)
	projects, err := h.Programme.List(ctx, by, programme.Filter{Kind: programme.EventProgramme})
	must(err)
	var project int64
	for _, p := range projects {
		if strings.Contains(p.Title, "archéologie") && strings.Contains(p.Title, "2025") || p.ShortName == "JEA 2025" {
			project = p.ID
		}
	}
	if project == 0 || by.Role != access.Head {
		t.Fatal("the project of the intern is not there")
	}
	sum := agreement.Amount{Said: true, Cents: 41_739_58}
	with, err := h.Partners.Create(ctx, by, "", partner.OrganisationDraft{Name: priced, Kind: kinds.Fournisseur})
	must(err)
	deal := agreement.Draft{Title: priced + ", convention", Kind: agreement.Provision, State: agreement.ToWrite, Organisations: []partner.Ref{{ID: with}}, Project: partner.Ref{ID: project}}
	signed, err := h.Agreements.Create(ctx, by, serve.NewKey(), deal)
	must(err)
	deal.Amount = sum
	must(h.Agreements.Edit(ctx, by, signed, 1, deal))
	d := logistics.Draft{Title: priced + ", devis", Kind: logistics.Quote, Part: logistics.Suppliers, Direction: logistics.Obtain, Organisation: partner.Ref{ID: with}}
	piece, err := h.Logistics.Create(ctx, by, serve.NewKey(), project, d)
	must(err)
	d.Amount = sum
	must(h.Logistics.Edit(ctx, by, piece, 1, d))
	followed := logistics.Draft{Title: priced + ", convention", Kind: logistics.Contract, Part: logistics.Suppliers, Direction: logistics.Send, Agreement: partner.Ref{ID: signed}}
	_, err = h.Logistics.Create(ctx, by, serve.NewKey(), project, followed)
	must(err)
	var kept int64
	for kind, id := range map[journal.Kind]int64{journal.Piece: piece, journal.Agreement: signed} {
		a, err := h.Files.Receive(ctx, "Montant 41739.txt", strings.NewReader("En tout\u00a0: 41 739,58 euros."))
		must(err)
		kept, err = h.Files.Add(ctx, by, kind, id, serve.NewKey(), true, []*files.Arrived{a})
		must(err)
		a.Close()
	}
	_, err = h.Threads.Write(ctx, by, journal.Piece, piece, serve.NewKey(), "@Inès, le devis est là.")
	must(err)
	return []string{urls.Home(), urls.Notices(), urls.Logistics(project), urls.LogisticsPrint(project, nil), urls.LogisticsPrint(project, url.Values{"forme": {"sommaire"}}), urls.LogisticsExport(project, "csv"), urls.LogisticsExport(project, "xlsx"),
		urls.Piece(piece), urls.PieceEdit(piece), urls.PieceHistory(piece), urls.PieceRemind(piece), urls.Files("pieces", piece), urls.Thread("pieces", piece), urls.Agreement(signed), urls.AgreementHistory(signed), urls.Files("conventions", signed), urls.File(kept),
		urls.ProjectHistory(project), urls.ProjectAgreements(project), urls.Agreements(), urls.AgreementsPrint(nil), urls.AgreementsExport(url.Values{"format": {"csv"}}), urls.AgreementsExport(url.Values{"format": {"xlsx"}}),
		urls.Organisation(with), urls.Project(project), urls.Deliveries(project), urls.TrashOf(project), urls.Trash(), urls.SiteMap()}
}

// readable is what an answer says, a workbook's cells too.
func readable(t *testing.T, a webtest.Answer) string {
	t.Helper()
	if !strings.Contains(a.Header.Get("Content-Type"), "spreadsheetml") {
		return html.UnescapeString(a.Body)
	}
	z, err := zip.NewReader(bytes.NewReader([]byte(a.Body)), int64(len(a.Body)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil || r.Close() != nil {
			t.Fatal(err)
		}
		text.Write(data)
	}
	return text.String()
}
