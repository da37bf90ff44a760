package threadui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is the site with a project, its event and a task.
type house struct {
	*webtest.House
	t                    *testing.T
	event, project, task int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	day := workcal.Of(2025, time.October, 4)
	var err error
	h.event, err = h.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	h.must(err)
	h.project, err = h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Le <programme>", PilotID: h.Team.ID, EventID: h.event})
	h.must(err)
	h.task, err = h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), h.project, plan.Draft{Title: "Louer", Category: plan.Logistics, Duration: 1}, "")
	h.must(err)
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func message(text string, more ...string) url.Values {
	v := url.Values{"message": {text}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// write adds a text to the thread of the task, and gives its id.
func (h house) write(c *webtest.Client, text string) int64 {
	h.t.Helper()
	made := c.Post(urls.Thread("taches", h.task), message(text)).Want(h.t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "-")+1:], 10, 64)
	h.must(err)
	return id
}

func TestEachPageShowsItsThread(t *testing.T) {
	t.Parallel()
	h := open(t)
	intern, team := h.As(h.Intern), h.As(h.Team)
	for word, page := range map[string]string{"taches": urls.Task(h.task), "projets": urls.Project(h.project), "evenements": urls.Event(h.event)} {
		id := map[string]int64{"taches": h.task, "projets": h.project, "evenements": h.event}[word]
		made := intern.Post(urls.Thread(word, id), message("Pour <b> "+word+" @Samir", "retour", page)).Want(t, http.StatusSeeOther)
		if !strings.HasPrefix(made.Location, page+"#message-") {
			t.Errorf("%s leads to %s", word, made.Location)
		}
		team.Get(page).Want(t, http.StatusOK).Has(t, "Pour &lt;b&gt; "+word, `<span class="mention">@Samir Benali</span>`, "Inès Carpentier", "aujourd’hui à 9\u00a0h\u00a030", "1\u00a0message")
		team.Get(urls.Thread(word, id)).Want(t, http.StatusOK).Has(t, "Pour &lt;b&gt; "+word)
	}
	intern.Get(urls.Task(h.task)).Has(t, "Le message est ajouté au fil. Il nomme Samir Benali.")
}

func TestAFormToMendComesBackWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.Accounts.Seed(t.Context(), account.Identity{Name: "Claire Dupont", Email: "claire.dupont@musee.test", Role: h.Team.Role}, webtest.Password)
	h.must(err)
	c := h.As(h.Team)
	c.Post(urls.Thread("taches", h.task), message(" ", "retour", urls.Task(h.task))).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez écrire un message.", `href="#message"`, `value="`+urls.Task(h.task)+`"`)
	c.Post(urls.Thread("taches", h.task), message("Oui @Claire & moi")).Want(t, http.StatusUnprocessableEntity).Has(t, "Oui @Claire &amp; moi", "Claire Dupont ou Claire Vasseur", "@Samir")
	id := h.write(c, "Oui")
	c.Post(urls.Text(id), message("@Claire", "version", "1")).Want(t, http.StatusUnprocessableEntity).Has(t, "@Claire</textarea>")
	c.Post(urls.Thread("taches", h.task), message(strings.Repeat("a", 2001))).Want(t, http.StatusUnprocessableEntity).Has(t, "le maximum est de")
}

func TestATextIsEditedRemovedAndPutBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	team, head, other := h.As(h.Team), h.As(h.Head), h.As(h.Other)
	id := h.write(team, "Avant @Lucie")
	team.Get(urls.Task(h.task)).Has(t, urls.TextEdit(id), urls.TextDelete(id))
	head.Get(urls.Task(h.task)).Lacks(t, urls.TextEdit(id)).Has(t, urls.TextDelete(id))
	other.Get(urls.Task(h.task)).Lacks(t, urls.TextEdit(id), urls.TextDelete(id))
	other.Get(urls.TextEdit(id)).Want(t, http.StatusForbidden)
	other.Post(urls.TextDelete(id), nil).Want(t, http.StatusForbidden)

	team.Get(urls.TextEdit(id)).Want(t, http.StatusOK).Has(t, "Avant @Lucie Morel</textarea>")
	team.Post(urls.Text(id), message("Après", "version", "1")).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Has(t, "Après", "modifié").Lacks(t, "Avant")
	team.Post(urls.Text(id), message("Entre-temps", "version", "1")).Want(t, http.StatusConflict).Has(t, "Après", "Entre-temps")

	if to := head.Post(urls.TextDelete(id), nil).Want(t, http.StatusSeeOther).Location; to != urls.Task(h.task) {
		t.Errorf("goes to %s", to)
	}
	head.Get(urls.Task(h.task)).Has(t, "Le message est retiré du fil.", "Rétablir", urls.Restore("messages", id)).Lacks(t, "Après")
	head.Get(urls.Trash()).Has(t, "Après")
	team.Get(urls.Trash()).Lacks(t, "Après")
	if to := head.Post(urls.Restore("messages", id), nil).Want(t, http.StatusSeeOther).Location; to != urls.Text(id) {
		t.Errorf("goes to %s", to)
	}
	if to := team.Get(urls.Text(id)).Want(t, http.StatusSeeOther).Location; to != urls.ToText(urls.Task(h.task), id) {
		t.Errorf("leads to %s", to)
	}
	team.Get(urls.Task(h.task)).Has(t, "Après")
}

func TestThereIsNoThreadOfWhatIsGoneOrClosed(t *testing.T) {
	t.Parallel()
	h := open(t)
	head := h.As(h.Head)
	id := h.write(head, "Ici")
	head.Get(urls.Thread("ailleurs", h.task)).Want(t, http.StatusNotFound)
	head.Get(urls.Thread("taches", 4711)).Want(t, http.StatusNotFound)
	project, err := h.Programme.Project(t.Context(), h.Head.At(h.Now), h.project)
	h.must(err)
	h.must(h.Programme.Archive(t.Context(), h.Head.At(h.Now), h.project, project.Version))
	head.Get(urls.Task(h.task)).Want(t, http.StatusOK).Has(t, "Ici", "son fil se lit mais ne se continue plus").Lacks(t, "Ajouter au fil", urls.TextEdit(id))
	head.Post(urls.Thread("taches", h.task), message("Encore")).Want(t, http.StatusForbidden)
	h.must(h.Programme.Unarchive(t.Context(), h.Head.At(h.Now), h.project))
	h.must(h.Programme.Delete(t.Context(), h.Head.At(h.Now), h.project))
	head.Get(urls.Project(h.project)).Want(t, http.StatusOK).Lacks(t, "Ajouter au fil")
	for _, path := range []string{urls.Thread("taches", h.task), urls.Thread("projets", h.project), urls.Text(id), urls.TextEdit(id)} {
		head.Get(path).Want(t, http.StatusNotFound)
	}
}

func TestLongThreadsHavePages(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for i := range 32 {
		_, err := h.Threads.Write(t.Context(), h.Team.At(h.Now), "task", h.task, "", "Numéro "+strconv.Itoa(i)+".")
		h.must(err)
	}
	page := team.Get(urls.Task(h.task)).Has(t, "Numéro 31.", "32\u00a0messages", "Messages plus anciens").Lacks(t, "Numéro 1.", "Messages plus récents")
	if strings.Index(page.Body, "Numéro 30.") > strings.Index(page.Body, "Numéro 31.") {
		t.Error("the oldest does not come first")
	}
	team.Get(urls.Task(h.task)+"?fil=2").Has(t, "Numéro 1.", "Messages plus récents").Lacks(t, "Numéro 31.", "Messages plus anciens")
	team.Get(urls.Task(h.task)+"?fil=99").Want(t, http.StatusOK)
}

// A form that is sent twice, as a button pressed twice sends it, adds one text.
func TestAFormSentTwiceWritesOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	sent := message("Une fois", "cle", "a-key-of-this-form-0001", "retour", urls.Task(h.task))
	first := team.Post(urls.Thread("taches", h.task), sent).Want(t, http.StatusSeeOther).Location
	if again := team.Post(urls.Thread("taches", h.task), sent).Want(t, http.StatusSeeOther).Location; again != first {
		t.Errorf("leads to %s, then to %s", first, again)
	}
	sent.Set("message", "Autre chose")
	team.Post(urls.Thread("taches", h.task), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "Autre chose", first)
	team.Get(urls.Task(h.task)).Has(t, "1\u00a0message")
}
