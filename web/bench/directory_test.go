package bench_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/undo"
	"parvis/web/urls"
)

// What the largest directory holds, and how many partners its project has.
const (
	manyOrganisations = 20_000
	manyContacts      = 40_000
	manyExchanges     = 100_000
	manyPartners      = 200
)

// What the records of a directory are made of. Numbers are those that are kept for fiction.
var (
	towns = []string{"Nanterre", "Colombes", "Gennevilliers", "Puteaux", "Suresnes", "Asnières-sur-Seine", "Clichy", "Levallois-Perret", "Courbevoie", "Bagneux", "Malakoff", "Montrouge",
		"Châtillon", "Clamart", "Issy-les-Moulineaux", "Antony", "Bourg-la-Reine", "Fontenay-aux-Roses", "Rueil-Malmaison", "Sèvres", "Saint-Cloud", "Villeneuve-la-Garenne", "Argenteuil", "Bezons"}
	kindCodes = []string{"ML", "BIB", "CS", "MJC", "ASSO", "ASSO", "ECOLE", "ECOLE", "CSC", "MEDICO", "MQ", "CULTURE", "MUNI", "PIJ", "FJT", "PREV"}
	kindNames = []string{"Mission locale", "Médiathèque", "Centre social", "Maison des jeunes et de la culture", "Association", "Compagnie", "École élémentaire", "Collège", "Centre socioculturel",
		"Institut médico-éducatif", "Maison de quartier", "Conservatoire", "Service jeunesse", "Point information jeunesse", "Résidence", "Club de prévention"}
	called = []string{"Louise-Michel", "Jean-Moulin", "du Parc", "des Fossés-Jean", "Aimé-Césaire", "Les Glycines", "Pablo-Neruda", "La Traverse", "Rosa-Parks", "du Petit-Colombes", "Émile-Zola",
		"Le Phare", "L’Éclaircie", "Simone-Veil", "Berthelot", "du Chemin-de-l’Île", "Gisèle-Halimi", "Les Pâquerettes", "La Fontaine", "Olympe-de-Gouges", "Victor-Hugo", "du Port", "Jean-Vilar",
		"Élisée-Reclus", "Les Acacias", "Anatole-France", "Joséphine-Baker", "La Boussole", "du Vieux-Pont", "Marcel-Cachin"}
	familyNames = []string{"Lemaire", "Nguyen", "Dubois", "Haddad", "Kowalski", "Moreau", "Traoré", "Perrin", "Bénard", "Leroy", "Fernandes", "Diallo", "Garnier", "Roussel", "Benali", "Mercier",
		"Chevalier", "Lefèvre", "Costa", "Renard", "Guérin", "Marchand", "Sissoko", "Bertrand", "Colin", "Vasseur", "Picard", "Aubert", "Meunier", "Besson"}
	roles = []string{"directrice", "référent culture", "conseillère en insertion", "animateur jeunesse", "documentaliste", "professeure d’histoire", "médiateur", "coordinatrice"}
	tags  = []string{"accessibilité", "alternance", "bénévoles", "champ social", "classe patrimoine", "collégiens", "écrit", "familles", "français langue étrangère", "hors les murs", "insertion", "jeunes 16-25",
		"jumelage", "langue des signes", "numérique", "petite enfance", "qpv", "rencontres", "santé", "vacances"}
)

// directorySQL fills the directory of a house, in order. random(n, k, most) is always the same number from 1 to most, and pick one of a list.
var directorySQL = []string{
	`SET LOCAL statement_timeout = 0`,
	`SET LOCAL session_replication_role = 'replica'`, // what triggers note, and the foreign keys: this takes a minute otherwise
	`CREATE FUNCTION pg_temp.random(n bigint, k int, most int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1 + abs(hashint8(n * 64 + k) % most)'`,
	`CREATE FUNCTION pg_temp.pick(list text[], n bigint, k int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT list[pg_temp.random(n, k, cardinality(list))]'`,
	`CREATE FUNCTION pg_temp.fiction(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
		$$ SELECT '+33' || (ARRAY['19900', '26191', '35301', '46571', '53649', '63998'])[1 + n / 10000 % 6] || lpad((n % 10000)::text, 4, '0') $$`,
	`INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at)
		SELECT 'town', name, folded, @by, @now, @now FROM unnest(@towns::text[], @folded::text[]) t(name, folded) ON CONFLICT DO NOTHING`,
	`WITH made AS (INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at)
		SELECT 'district', 'Quartier ' || pg_temp.pick(@called, n, 1) || ' ' || n, 'quartier ' || n, @by, @now, @now FROM generate_series(1, 120) n RETURNING id)
		INSERT INTO territory_towns (district_id, town_id) SELECT made.id, town.id FROM made
			JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM territories WHERE kind = 'town') town ON town.n = pg_temp.random(made.id, 2, cardinality(@towns::text[]))`,
	`INSERT INTO organisations (id, name, kind, address, postal_code, town, territory_id, phones, emails, tags, notes, created_by, created_at, updated_at) OVERRIDING SYSTEM VALUE
		SELECT n, (@names::text[])[k] || ' ' || pg_temp.pick(@called, n, 2) || CASE WHEN n % 3 > 0 THEN ' de ' || (@towns::text[])[t] ELSE '' END, (@kinds::text[])[k],
			pg_temp.random(n, 4, 140) || ' rue ' || pg_temp.pick(@called, n, 5), (92000 + 10 * t)::text, (@towns::text[])[t],
			CASE WHEN n % 2 = 0 THEN (SELECT min(id) FROM territories) - 1 + pg_temp.random(n, 6, 120) END,
			ARRAY[pg_temp.fiction(n - 1)], ARRAY['accueil' || n || '@structure.test'],
			ARRAY(SELECT DISTINCT pg_temp.pick(@tags, n, 7 + i) FROM generate_series(1, (n % 4)::int) i ORDER BY 1), CASE WHEN n % 5 = 0 THEN @sentence::text ELSE '' END, @by, @now, @now
		FROM (SELECT n, pg_temp.random(n, 1, cardinality(@kinds::text[])) AS k, pg_temp.random(n, 3, cardinality(@towns::text[])) AS t FROM generate_series(1::bigint, @organisations::bigint) n) drawn`,
	`INSERT INTO contacts (id, first_name, last_name, phones, emails, consent, created_by, created_at, updated_at) OVERRIDING SYSTEM VALUE
		SELECT n, pg_temp.pick(@first, n, 1), pg_temp.pick(@family, n, 2)
				|| CASE WHEN n % 4 > 0 THEN '-' || pg_temp.pick(@family, n, 3) ELSE '' END,
			ARRAY[pg_temp.fiction(19999 + n)], ARRAY['personne' || n || '@structure.test'], CASE n % 3 WHEN 0 THEN 'given' ELSE 'unknown' END, @by, @now, @now FROM generate_series(1::bigint, @contacts::bigint) n`,
	`INSERT INTO posts (contact_id, organisation_id, role) SELECT n, pg_temp.random(n, 4, @organisations::int), pg_temp.pick(@roles, n, 5) FROM generate_series(1::bigint, @contacts::bigint) n`,
	`INSERT INTO interactions (id, channel, day, summary, created_by, created_at, updated_at) OVERRIDING SYSTEM VALUE
		SELECT n, (ARRAY['call', 'email', 'visit', 'meeting'])[pg_temp.random(n, 1, 4)], @now::date - pg_temp.random(n, 2, 3650), @sentence, @by, @now, @now FROM generate_series(1::bigint, @exchanges::bigint) n`,
	// The first organisation has one exchange in three hundred; one in five has none.
	`INSERT INTO interaction_organisations (interaction_id, organisation_id)
		SELECT n, CASE WHEN n % 300 = 0 THEN 1 ELSE pg_temp.random(n, 3, (@organisations * 4 / 5)::int) END FROM generate_series(1::bigint, @exchanges::bigint) n`,
	`INSERT INTO interaction_contacts (interaction_id, contact_id) SELECT n, pg_temp.random(n, 4, @contacts::int) FROM generate_series(1::bigint, @exchanges::bigint) n WHERE n % 2 = 0`,
	`INSERT INTO interaction_projects (interaction_id, project_id) SELECT n, @project FROM generate_series(1::bigint, @exchanges::bigint) n WHERE n % 200 = 0`,
	`INSERT INTO tag_thresholds (tag, months, updated_at) SELECT tag, 6, @now FROM unnest(@tags::text[]) WITH ORDINALITY t(tag, n) WHERE n % 5 = 0`,
	`INSERT INTO project_partners (project_id, organisation_id, stage, created_by, created_at, updated_at)
		SELECT @project, n, (ARRAY['spotted', 'contacted', 'interested', 'engaged'])[pg_temp.random(n, 1, 4)], @by, @now, @now FROM generate_series(1, @partners::int) n`,
	`ANALYZE`,
}

// directory is a house with the largest directory. What records are found by is worked out by the room itself.
func directory(t testing.TB) *service {
	t.Helper()
	n := small(1)
	n.large = 250 // the bare page shows them
	s := fill(t, n)
	folded := make([]string, len(towns))
	for i, name := range towns {
		folded[i] = french.Fold(name)
	}
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "towns": towns, "folded": folded, "called": called, "names": kindNames, "kinds": kindCodes, "tags": tags, "first": firstNames,
		"family": familyNames, "roles": roles, "sentence": sentences[0], "organisations": manyOrganisations, "contacts": manyContacts, "exchanges": manyExchanges, "partners": manyPartners}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range directorySQL {
			if _, err := tx.Exec(t.Context(), sql, args); err != nil {
				return fmt.Errorf("%.60s: %w", sql, err)
			}
		}
		return s.indexDirectory(t.Context(), tx)
	})
	if err == nil {
		s.task, err = postgres.Scalar[int64](t.Context(), s.DB, `SELECT min(id) FROM tasks WHERE project_id = @project`, pgx.NamedArgs{"project": s.largest})
	}
	for _, sql := range []string{`TRUNCATE row_changes`, `VACUUM ANALYZE`} {
		if err == nil {
			_, err = s.DB.Exec(t.Context(), sql)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// indexDirectory has what organisations and contacts are found by worked out, as where an act on them is taken back.
func (s *service) indexDirectory(ctx context.Context, tx pgx.Tx) error {
	const atOnce = 5000
	for table, n := range map[string]int{"organisations": manyOrganisations, "contacts": manyContacts} {
		for from := 1; from <= n; from += atOnce {
			rows := make([]undo.Row, atOnce)
			for i := range rows {
				rows[i] = undo.Row{Table: table, Key: journal.Values{"id": []byte(strconv.Itoa(from + i))}}
			}
			if err := (partner.Undoable{}).Settle(ctx, tx, s.Head.At(s.Now), rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// directoryPages are those of the directory that grow with it.
func (s *service) directoryPages(territory int64) []page {
	get := func(name string, url string) page { return page{name: name, who: s.Head, urls: []string{url}} }
	list := func(name string, pairs ...string) page {
		filter := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			filter.Set(pairs[i], pairs[i+1])
		}
		return get(name, urls.OrganisationsOf(filter))
	}
	people := func(text string) string { return urls.ContactsOf(url.Values{"texte": {text}}) }
	return []page{
		list("structures"),
		list("structures, page 200", "page", "200"),
		list("structures d’un type", "type", "ML"),
		list("tous les relais", "type", string(partner.Relays)),
		list("structures d’un territoire", "territoire", strconv.FormatInt(territory, 10)),
		list("structures d’une étiquette", "etiquette", "insertion"),
		list("à relancer selon leurs étiquettes", "silence", "etiquettes"),
		list("sans échange depuis un an", "silence", "12"),
		list("par dernier échange", "tri", string(partner.ByLast)),
		list("par ville", "tri", string(partner.ByTown)),
		list("chercher « mediatheque »", "texte", "mediatheque"),
		list("chercher « med »", "texte", "med"),
		list("chercher « m »", "texte", "m"),
		list("chercher « centre social colombes »", "texte", "centre social colombes"),
		list("chercher « louise michel nanterre »", "texte", "louise michel nanterre"),
		list("chercher un téléphone", "texte", "0199000006"),
		list("chercher « msison lcale »", "texte", "msison lcale"),
		list("chercher « mediateque nanterre »", "texte", "mediateque nanterre"),
		list("chercher « zzzz »", "texte", "zzzz"),
		get("contacts", urls.Contacts()),
		get("contacts, page 200", urls.Contacts()+"?page=200"),
		get("chercher un nom de contact", people("kowalski")),
		get("chercher la lettre « l » des contacts", people("l")),
		get("chercher un nom mal écrit", people("kowlaski aicha")),
		get("structure aux nombreux échanges", urls.Organisation(1)),
		get("doublons", urls.Duplicates()),
		get("tableau de 200 partenaires", urls.ProjectPartners(s.largest)),
		get("liste de 200 partenaires", urls.ProjectPartnerList(s.largest)),
		get("territoires", urls.Territories()),
		get("territoire aux nombreuses structures", urls.Territory(territory)),
		get("carte de 200 partenaires", urls.ProjectPartnerMap(s.largest)),
		get("territoire aux nombreuses structures", urls.Territory(territory)),
		get("territoires", urls.Territories()),
	}
}

// BenchmarkDirectory asks the pages of the largest directory over TCP, and prints a table.
func BenchmarkDirectory(b *testing.B) {
	s := directory(b)
	territory, err := postgres.Scalar[int64](b.Context(), s.DB, `SELECT mode() WITHIN GROUP (ORDER BY territory_id) FROM organisations`, nil)
	if err != nil {
		b.Fatal(err)
	}
	v := serve(b, s)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	reader := v.visitor(s.Head)
	for _, p := range s.directoryPages(territory) {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, shown.rows, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
		})
	}
	_ = out.Flush()
}
