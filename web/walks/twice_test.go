package walks_test

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// other is what is typed instead in a form that creates, by its pattern: a field and its text.
var other = map[string][2]string{
	"/ma-liste":                               {"titre", "Une autre chose à faire"},
	"/espaces":                                {"nom", "Une autre salle"},
	"/territoires":                            {"nom", "Un autre quartier"},
	"/equipe":                                 {"nom", "Une autre personne"},
	"/equipe/competences":                     {"nom", "Une autre compétence"},
	"/structures":                             {"nom", "Une autre structure"},
	"/contacts":                               {"nom", "Autrement"},
	"/contacts/{contact}/fonctions":           {"fonction", "Une autre fonction"},
	"/echanges":                               {"resume", "Autre chose s’est dit."},
	"/conventions":                            {"titre", "Une autre convention"},
	"/projets/{project}/activites":            {"titre", "Une autre activité"},
	"/projets/{project}/seances":              {"notes", "Une autre note"},
	"/seances/{slot}/groupes":                 {"groupe", "Un autre groupe"},
	"/projets/{project}/logistique/pieces":    {"titre", "Une autre pièce"},
	"/projets/{project}/livraisons":           {"titre", "Une autre livraison"},
	"/reglages/pieces":                        {"titre", "Une autre pièce habituelle"},
	"/pieces/{piece}/relance":                 {"fin", "30/06/2025"},
	"/documents":                              {"nom", "Un autre modèle"},
	"/projets/{project}/partenaires/liste":    {"structure", "Fablab La Petite Forge"},
	"/evenements":                             {"nom", "Un autre événement"},
	"/projets":                                {"titre", "Un autre projet"},
	"/projets/{project}/retroplanning/taches": {"titre", "Une autre tâche"},
	"/projets/{project}/retroplanning/ajout":  {"titre", "Une autre ligne"},
	"/taches/{task}/points":                   {"point", "Un autre point"},
	"/mon-compte/absences":                    {"absence_debut", "02/06/2025"},
	"/reglages/calendrier/absences":           {"absence_debut", "03/06/2025"},
	"/reglages/calendrier/fermetures":         {"fermeture_libelle", "Une autre fermeture"},
	"/reglages/equipe/ajout":                  {"email", "une.autre@musee.test"},
	"/fil/{kind}/{thing}":                     {"message", "Un autre message"},
	"/projets/{project}/liens":                {"pour", "Un autre partenaire"},
	"/equipe/{outsider}/liens":                {"fin", "30/06/2025"},
	"/mon-compte/agendas":                     {"pour", "Un autre agenda"},
	"/materiel":                               {"nom", "Un autre article"},
	"/materiel/lots":                          {"nom", "Un autre lot"},
	"/projets/{project}/materiel":             {"objet", "Une autre réservation"},
	"/projets/{project}/hors-les-murs":        {"titre", "Une autre action"},
	"/reglages/publics":                       {"nom", "Un autre public"},
	"/projets/{project}/liens/portes":         {"nom", "Une autre porte"},
	"/questionnaires/{form}/tache":            {"titre", "Une autre suite"},
	"/questionnaires":                         {"titre", "Un autre questionnaire"},
	"/questionnaires/{form}/questions":        {"libelle", "Une autre question"},
	"/projets/{project}/questionnaires":       {"nom", "Une autre sortie"},
}

// shown are the patterns whose creations have a page, which the refusal leads to.
var shown = regexp.MustCompile(`^/(espaces|materiel.*|equipe|territoires|structures|contacts|echanges|conventions|documents.*|evenements|projets.*|questionnaires|reglages/equipe/ajout)$`)

// complete fills in what a form of the directory needs besides what it shows.
func complete(pattern string, values url.Values) {
	switch pattern {
	case "/projets/{project}/hors-les-murs":
		values.Set("titre", "Essai")
	case "/materiel":
		values.Set("nom", "Essai")
	case "/materiel/lots":
		values.Set("nom", "Essai")
		values.Set("articles", "1 tabouret des envois")
	case "/projets/{project}/materiel":
		values.Set("objet", "Essai")
		values.Set("articles", "1 tabouret des envois")
		values.Set("du", "02/07/2025")
		values.Set("au", "02/07/2025")
	case "/contacts":
		values.Set("nom", "Essai")
	case "/questionnaires":
		values.Set("titre", "Essai")
	case "/projets/{project}/questionnaires":
		values.Set("nom", "Essai")
	case "/questionnaires/{form}/tache":
		values.Set("projet", "1")
	case "/questionnaires/{form}/questions":
		values.Set("libelle", "Essai")
	case "/reglages/publics":
		values.Set("nom", "Essai")
	case "/equipe":
		values.Set("nature", "agent")
	case "/structures":
		values.Set("type", "ASSO")
	case "/documents":
		values.Set("sorte", "lettre")
	case "/echanges":
		if !values.Has("structures[]") {
			values.Set("structures", "Tiers-lieu La Grande Table")
		}
	case "/contacts/{contact}/fonctions", "/projets/{project}/partenaires/liste":
		if !values.Has("structure[]") {
			values.Set("structure", "Tiers-lieu La Grande Table")
		}
	case "/projets/{project}/seances":
		values.Set("debut", "21 h")
		values.Set("fin", "22 h")
	case "/seances/{slot}/groupes":
		values.Set("groupe", "Essai")
		values.Set("effectif", "1")
	case "/conventions":
		values["structures"] = []string{"Imprimerie du Pont (exemple)"}
	}
}

// chooseActivity chooses an activity of the project that a slot is added to, and the form that is asked in it.
func chooseActivity(t *testing.T, h *webtest.House, pattern, action string, values url.Values) {
	t.Helper()
	field, sql := "", ""
	switch pattern {
	case "/projets/{project}/seances":
		field, sql = "activite", `SELECT id::text FROM activities WHERE project_id = @project::bigint AND deleted_at IS NULL ORDER BY id LIMIT 1`
	case "/projets/{project}/questionnaires":
		field, sql = "questionnaire", `SELECT min(id)::text FROM forms WHERE published > 0 AND purpose = 'visitors' AND deleted_at IS NULL AND @project <> ''`
	default:
		return
	}
	project, _, _ := strings.Cut(strings.TrimPrefix(action, "/projets/"), "/")
	id, err := postgres.Scalar[string](t.Context(), h.DB, sql, pgx.NamedArgs{"project": project})
	if err != nil {
		t.Fatal(err)
	}
	values.Set(field, id)
}

var keyed = regexp.MustCompile(`name="cle" value="([A-Z2-7]+)"`)

// things counts all that forms create.
func things(t *testing.T, h *webtest.House) int64 {
	t.Helper()
	n, err := postgres.Scalar[int64](t.Context(), h.DB, `SELECT (SELECT count(*) FROM spaces) + (SELECT count(*) FROM territories) + (SELECT count(*) FROM events) +
		(SELECT count(*) FROM projects) + (SELECT count(*) FROM tasks) + (SELECT count(*) FROM own_tasks) + (SELECT count(*) FROM checklist_items) +
		(SELECT count(*) FROM leaves) + (SELECT count(*) FROM closures) + (SELECT count(*) FROM thread_texts) + (SELECT count(*) FROM people) + (SELECT count(*) FROM links) +
		(SELECT count(*) FROM organisations) + (SELECT count(*) FROM contacts) + (SELECT count(*) FROM posts) + (SELECT count(*) FROM interactions) + (SELECT count(*) FROM agreements) +
		(SELECT count(*) FROM document_models) + (SELECT count(*) FROM project_partners) + (SELECT count(*) FROM activities) + (SELECT count(*) FROM slots) + (SELECT count(*) FROM registrations) + (SELECT count(*) FROM outsiders) + (SELECT count(*) FROM skills) +
		(SELECT count(*) FROM pieces) + (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM file_entries) +
		(SELECT count(*) FROM equipment) + (SELECT count(*) FROM equipment_sets) + (SELECT count(*) FROM bookings WHERE slot_id IS NULL) + (SELECT count(*) FROM outings) + (SELECT count(*) FROM count_audiences) + (SELECT count(*) FROM attendance_taps) + (SELECT count(*) FROM collections) +
		(SELECT count(*) FROM forms) + (SELECT coalesce(sum(jsonb_array_length(coalesce(nullif(draft->'questions', 'null'), '[]'))), 0) FROM forms)`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Going back to a form that created, and sending it: the same again creates nothing and says so, something else is
// given back with a sentence, and created when it is sent once more. For every form that creates.
func TestAKeyThatCreatedSaysSo(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	walked := 0
	for _, f := range all {
		if !f.Values.Has("cle") || strings.HasSuffix(f.pattern, "/mot-de-passe") || strings.HasSuffix(f.pattern, "/modele") || strings.HasSuffix(f.pattern, "/word") || strings.HasSuffix(f.pattern, "/remplir") || strings.HasSuffix(f.pattern, "/reperer") || strings.HasSuffix(f.pattern, "/reprise") || strings.HasSuffix(f.pattern, "/repetition") || strings.HasSuffix(f.pattern, "/edition-suivante") || strings.HasSuffix(f.pattern, "/habituelles") || f.pattern == "/depot/{token}" || f.pattern == "/jour/saisies" || answered.MatchString(f.pattern) || onlyFile(f.Form) {
			continue // nothing is typed in them; files have a test of their own, and what telephones send too, and what is answered
		}
		instead, ok := other[f.pattern]
		if !ok {
			t.Errorf("%s creates: say what else to type in it", f.pattern)
			continue
		}
		walked++
		complete(f.pattern, f.Values)
		chooseActivity(t, h, f.pattern, f.Action, f.Values)
		switch f.pattern {
		case "/evenements":
			f.Values.Set("serie", "")
		case "/reglages/calendrier/fermetures":
			f.Values.Set("vu", "oui") // what follows was seen
		case "/mon-compte/absences":
			f.Values.Set("absence_debut", "20/05/2025")
		}
		before := things(t, h)
		first := w.client.Post(f.Action, f.Values)
		if first.Status != http.StatusSeeOther && first.Status != http.StatusOK {
			t.Errorf("%s with %v: %d\n%s", f.pattern, f.Values, first.Status, regexp.MustCompile(`(?s)role="alert".*?</div>`).FindString(first.Body))
			continue
		}
		made := things(t, h)
		if made != before+1 {
			t.Errorf("%s makes %d things", f.pattern, made-before)
		}
		if first.Location != "" {
			w.client.Get(first.Location)
		}
		again := w.client.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
		if first.Location != "" && again.Location != first.Location {
			t.Errorf("%s: sent again, it leads to %q instead of %q", f.pattern, again.Location, first.Location)
		}
		if page := w.client.Get(again.Location); !strings.Contains(page.Body, "déjà été envoyé") && !strings.Contains(page.Body, "C’était déjà fait") {
			t.Errorf("%s: sent again, it does not say that it was sent", f.pattern)
		}
		if n := things(t, h); n != made {
			t.Errorf("%s: sent again, it makes %d more", f.pattern, n-made)
		}

		changed := url.Values{}
		for k, v := range f.Values {
			changed[k] = v
		}
		changed.Set(instead[0], instead[1])
		refused := w.client.Post(f.Action, changed)
		if refused.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s with other content: %d to %q, want 422", f.pattern, refused.Status, refused.Location)
			continue
		}
		refused.Has(t, "Ce formulaire a déjà servi", instead[1])
		if shown.MatchString(f.pattern) {
			refused.Has(t, "Voir ce qui est enregistré")
		}
		if n := things(t, h); n != made {
			t.Errorf("%s with other content makes %d more", f.pattern, n-made)
		}
		for _, key := range keyed.FindAllStringSubmatch(refused.Body, -1) { // a page may hold several forms
			if key[1] != f.Values.Get("cle") {
				changed.Set("cle", key[1])
			}
		}
		if a := w.client.Post(f.Action, changed); a.Status >= 400 || things(t, h) != made+1 {
			t.Errorf("%s, sent once more: %d, %d more", f.pattern, a.Status, things(t, h)-made)
		}
	}
	if walked != len(other) {
		t.Errorf("%d forms that create, want %d", walked, len(other))
	}
}

// beside are the patterns of forms that stand on the page of what they create: whoever goes back sees it there. The
// others have pages of their own, and what two of them create cannot have one name.
var (
	beside = regexp.MustCompile(`/(fonctions|points|absences|fermetures|ma-liste|liens|agendas|fil/\{kind\}/\{thing\}|relance|portes|frequentation|\{form\}/questions)$`)
	named  = regexp.MustCompile(`^/(espaces|materiel.*|equipe/competences|documents.*|projets/.*/partenaires/liste|reglages/equipe/ajout|reglages/publics)$`)
	// answered are the patterns of forms that are answered: each answer is kept once under its key, and the next one has another; a correction of a count says
	// what it saw, and meets the other.
	answered = regexp.MustCompile(`^/(q/\{token\}|recueils/\{collection\}/(saisie|entretien)|seances/\{slot\}/frequentation|jour/observation/)`)
	encored  = regexp.MustCompile(`name="cle" value="(ENCORE[A-Z2-7]+)"`)
)

// A browser that goes back to a form may ask for it anew: the same content then comes under a fresh key. It creates
// nothing without a word, and once more if it is asked to; other content is simply created.
func TestTheSameUnderAFreshKeyIsAskedAbout(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	asked := 0
	for _, f := range all {
		instead, ok := other[f.pattern]
		if !ok || beside.MatchString(f.pattern) {
			continue
		}
		send := func(key string, changed ...string) webtest.Answer {
			values := url.Values{}
			for k, v := range f.Values {
				values[k] = v
			}
			values.Set("serie", "")
			values.Set("cle", key)
			complete(f.pattern, values)
			chooseActivity(t, h, f.pattern, f.Action, values)
			for _, text := range changed {
				values.Set(instead[0], text)
			}
			return w.client.Post(f.Action, values)
		}
		send(serve.NewKey())
		made := things(t, h)
		again := send(serve.NewKey()).Want(t, http.StatusUnprocessableEntity)
		if n := things(t, h); n != made {
			t.Errorf("%s: the same under a fresh key makes %d more", f.pattern, n-made)
		}
		if named.MatchString(f.pattern) {
			continue
		}
		asked++
		again.Has(t, "déjà enregistré, mot pour mot", "Voir ce qui est enregistré")
		key := encored.FindStringSubmatch(again.Body)
		if key == nil {
			t.Errorf("%s: no way to create it once more", f.pattern)
			continue
		}
		once := send(key[1]).Want(t, http.StatusSeeOther)
		if n := things(t, h); n != made+1 {
			t.Errorf("%s, asked for once more: %d more", f.pattern, n-made)
		}
		if twice := send(key[1]).Want(t, http.StatusSeeOther); twice.Location != once.Location || things(t, h) != made+1 {
			t.Errorf("%s: asked for once more and sent twice, it leads to %s and %s", f.pattern, once.Location, twice.Location)
		}
		send(serve.NewKey(), instead[1]).Want(t, http.StatusSeeOther)
		if n := things(t, h); n != made+2 {
			t.Errorf("%s with other content under a fresh key: %d more", f.pattern, n-made)
		}
	}
	if asked != 21 {
		t.Errorf("%d forms ask, want those of an event, a territory, a project, a task, of tasks by lines, an organisation, a contact, an exchange, an agreement, an activity, a slot, a group, a piece, a delivery, a usual piece, a booking, an outing, a form, a task made of a result and somebody without an account", asked)
	}
}

// What was thrown away may be created again without being asked about.
func TestTheSameAsWhatWasThrownAwayIsCreated(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	send := func() webtest.Answer {
		return head.Post(urls.Events(), url.Values{"cle": {serve.NewKey()}, "nom": {"Fête du quartier"}, "annee": {"2025"}, "debut": {"12/09/2025"}, "fin": {"12/09/2025"}})
	}
	id, err := strconv.ParseInt(path.Base(send().Want(t, http.StatusSeeOther).Location), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	send().Want(t, http.StatusUnprocessableEntity)
	head.Post(urls.EventDelete(id), nil).Want(t, http.StatusSeeOther)
	send().Want(t, http.StatusSeeOther)
}
