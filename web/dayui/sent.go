package dayui

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// fieldKey is the field of the key under which something is sent. It is the room that compares what comes under one key: telephones send no form.
const fieldKey = "cle"

// fieldPhoto is the field of a form that a photograph comes in.
const fieldPhoto = "photo"

// take takes what was counted, ticked or noted, as a telephone kept it or as a form sends it.
func (h *Handlers) take(w http.ResponseWriter, r *http.Request) error {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		return h.takeKept(w, r)
	}
	arrived, problems, err := h.photos(r)
	defer fileui.Close(arrived)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	s, err := sentBy(r, f)
	if err != nil {
		return err
	}
	if s.Sort == daybook.SentNote {
		return h.note(w, r, f, s, arrived, problems)
	}
	back := serve.BackTo(f, urls.Day(s.Project, s.Day))
	if _, err := h.day.Receive(r.Context(), serve.By(r), s); err != nil {
		return err
	}
	serve.Flash(r, said(s))
	return serve.Redirect(w, r, back)
}

// said is what a form did.
func said(s daybook.Sent) string {
	switch {
	case s.Sort == daybook.SentTick && s.Done:
		return "La ligne est cochée."
	case s.Sort == daybook.SentTick:
		return "La ligne n’est plus cochée."
	case s.Tap.Undoes != "":
		return "La dernière saisie est annulée."
	case s.Tap.N == 0:
		return "C’est noté\u00a0: personne n’est venu."
	case s.Tap.N < 0:
		return french.Count(-s.Tap.N, "personne est retirée.", "personnes sont retirées.")
	}
	return french.Count(s.Tap.N, "personne est ajoutée.", "personnes sont ajoutées.")
}

// sentBy reads a form as what a telephone would have kept, of whoever sends it, now.
func sentBy(r *http.Request, f *form.Form) (daybook.Sent, error) {
	by := serve.By(r)
	day, err := workcal.Parse(f.Text("jour"))
	if err != nil {
		return daybook.Sent{}, fault.New(fault.Invalid, "Ce formulaire ne dit pas de quel jour il s’agit. Veuillez rouvrir la page et recommencer.", err)
	}
	s := daybook.Sent{Key: f.Text(fieldKey), Sort: daybook.Sort(f.Text("genre")), Person: by.ID, Project: f.ID("projet"), Day: day, At: by.At}
	switch s.Sort {
	case daybook.SentTap:
		s.Tap = tapOf(f, s)
		return s, s.Tap.Check()
	case daybook.SentTick:
		line := f.Text("ligne")
		s.Done, s.Line = strings.HasPrefix(line, "1"), strings.TrimPrefix(strings.TrimPrefix(line, "1"), "0")
		return s, nil
	case daybook.SentNote:
		s.Draft = draftOf(f)
		return s, nil
	}
	return s, fault.New(fault.Invalid, "Ce formulaire ne dit pas ce qu’il envoie. Veuillez rouvrir la page et recommencer.", nil)
}

// tapOf reads which button was pressed.
func tapOf(f *form.Form, s daybook.Sent) attendance.Tap {
	t := attendance.Tap{Key: s.Key, Slot: f.ID("seance"), At: s.At, Measure: attendance.Present}
	who := f.Text("public")
	switch {
	case f.Text("annuler") != "":
		whose, n, _ := strings.Cut(f.Text("de"), "/")
		t.N, _ = strconv.Atoi(n)
		t.N, t.Undoes, who = -t.N, f.Text("annuler"), whose
		return of(t, who)
	case f.Text("plus") != "":
		who, t.N = f.Text("plus"), 1
	case f.Text("personne") != "":
		who = f.Text("personne")
	case f.Text("moins") != "":
		who, t.N = f.Text("moins"), -1
	default:
		n, err := strconv.Atoi(strings.ReplaceAll(strings.ReplaceAll(french.PlainSpaces(f.Text("nombre")), " ", ""), "−", "-"))
		if err != nil {
			t.Slot = 0
		}
		t.N = n
	}
	return of(t, who)
}

// of says of whom a tap is: of an audience, by its number, or of those who did not come.
func of(t attendance.Tap, who string) attendance.Tap {
	if who == "absent" {
		t.Measure = attendance.Absent
		return t
	}
	t.Audience, _ = strconv.ParseInt(who, 10, 64)
	return t
}

// takeKept takes one thing that a telephone kept. Its answer names the key, and nothing else takes it off the telephone.
func (h *Handlers) takeKept(w http.ResponseWriter, r *http.Request) error {
	data, err := io.ReadAll(io.LimitReader(r.Body, daybook.MostSent+1))
	if err != nil {
		return err
	}
	s, err := daybook.ParseSent(data)
	if err != nil {
		return answer(w, r, keyIn(data), err, nil)
	}
	if s.Sort == daybook.SentGrid && h.grid != nil {
		err := daybook.Anothers()
		if s.Person == serve.By(r).ID {
			err = h.grid(r, s)
		}
		return answer(w, r, s.Key, err, nil)
	}
	receipt, err := h.day.Receive(r.Context(), serve.By(r), s)
	more := map[string]any{}
	if err == nil && s.Sort == daybook.SentTap {
		counts := map[string]int{"absent": receipt.Count.Absent.N}
		for _, l := range receipt.Count.Lines {
			counts[strconv.FormatInt(l.ID, 10)] = l.N
		}
		more["comptes"] = counts
	}
	return answer(w, r, s.Key, err, more)
}

var named = regexp.MustCompile(`"cle":"([0-9A-Za-z-]{16,64})"`)

// keyIn finds the key of what cannot be read, which is refused under it: cut short, it begins with its key.
func keyIn(data []byte) string {
	if found := named.FindSubmatch(data); found != nil {
		return string(found[1])
	}
	return ""
}

// answer says in JSON what became of what was kept under a key. What may go better another time is a failure as any other: it stays where it is.
func answer(w http.ResponseWriter, r *http.Request, key string, err error, more map[string]any) error {
	status := map[fault.Kind]int{fault.Forbidden: http.StatusForbidden, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict, fault.Invalid: http.StatusUnprocessableEntity, fault.TooLarge: http.StatusRequestEntityTooLarge}
	said := map[string]any{"cle": key, "maintenant": serve.By(r).At.UnixMilli()}
	code := http.StatusOK
	switch known := status[fault.KindOf(err)]; {
	case err == nil:
		said["fait"] = true
		for name, value := range more {
			said[name] = value
		}
	case known == 0:
		return err
	default:
		code = known
		said["refus"] = sentence(err)
		if daybook.IsAnothers(err) {
			delete(said, "refus")
			said["autre"] = true
		}
	}
	data, err := json.Marshal(said)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(data)
	return nil
}

// sentence is all that is wrong, in words.
func sentence(err error) string {
	if problems, ok := fault.ProblemsOf(err); ok {
		var said []string
		for _, p := range problems {
			said = append(said, p.Sentence)
		}
		return strings.Join(said, " ")
	}
	return fault.SentenceOf(err)
}

// takePhoto takes a photograph that a telephone kept, for a note that arrived before it.
func (h *Handlers) takePhoto(w http.ResponseWriter, r *http.Request) error {
	arrived, problems, err := h.photos(r)
	defer fileui.Close(arrived)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	by := serve.By(r)
	switch {
	case f.ID("personne") != by.ID:
		err = daybook.Anothers()
	case problems.Any():
		err = problems.Err()
	case len(arrived) == 0:
		err = fault.New(fault.Invalid, "La photo n’est pas arrivée.", nil)
	default:
		var entry int64
		if entry, err = h.day.Noted(r.Context(), by, f.Text("note")); err == nil {
			_, err = h.files.Add(r.Context(), by, entryTopic, entry, f.Text(fieldKey), false, arrived)
		}
	}
	return answer(w, r, f.Text(fieldKey), err, nil)
}

// values are those of a form that proposes something.
func values(of map[string]string) url.Values {
	v := url.Values{}
	for name, value := range of {
		v.Set(name, value)
	}
	return v
}
