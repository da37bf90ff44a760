package answerui

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/web/askedui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// kioskPage is a form on a tablet that one visitor leaves to the next. It holds every page in every language, so that it needs nobody until somebody reloads it.
type kioskPage struct {
	response.Opening
	Idle, Warn int // seconds without a touch until it warns, and from there until it clears
}

// How long nobody may touch the tablet, in seconds, unless the address says otherwise.
const (
	idleFor   = 60
	warnFor   = 30
	leastIdle = 5
	mostIdle  = 900
)

func (h *Handlers) showKiosk(w http.ResponseWriter, r *http.Request) error {
	o, l, err := h.opening(r)
	if err != nil {
		return err
	}
	if done, err := shut(w, r, o, l); done {
		return err
	}
	p := kioskPage{Opening: o, Idle: idleFor, Warn: warnFor}
	if asked := form.Query(r).Int("inactivite"); asked >= leastIdle && asked <= mostIdle {
		p.Idle, p.Warn = asked, max(leastIdle, min(warnFor, asked))
	}
	return serve.Page(w, r, KioskPage(p))
}

// settings are what the script needs to know, beside what it reads on the page.
func (p kioskPage) settings() templ.Attributes {
	return templ.Attributes{
		"data-lien": p.Token, "data-numero": strconv.Itoa(p.Form.Number), "data-envoi": urls.AskedSent(p.Token), "data-veille": urls.AskedKioskWorker(p.Token), "data-portee": urls.AskedKiosk(p.Token),
		"data-inactivite": strconv.Itoa(p.Idle), "data-delai": strconv.Itoa(p.Warn),
	}
}

func (p kioskPage) easy() bool { return p.Form.Form.Layout == question.Easy }

// single is one question as it is drawn by itself.
func (p kioskPage) single(q question.Question, l question.Lang) askedui.Page {
	return askedui.Page{Questions: []question.Question{q}, Lang: l, Easy: p.easy()}
}

// when is the condition of a question for a script: what it says of where the form is asked is settled here, and what is left is about answers.
func when(q question.Question, asked question.Context) string {
	if q.When == nil {
		return ""
	}
	type clause struct {
		On     string   `json:"on,omitempty"`
		Op     string   `json:"op,omitempty"`
		Values []string `json:"values,omitempty"`
		Holds  *bool    `json:"holds,omitempty"`
	}
	c := struct {
		Any bool     `json:"any,omitempty"`
		Of  []clause `json:"of"`
	}{Any: q.When.Any}
	for _, one := range q.When.Of {
		if one.On == question.OfProject || one.On == question.OfSlot || one.On == question.OfAudience {
			holds := question.Question{When: &question.Condition{Of: []question.Clause{one}}}.Shown(asked, nil)
			c.Of = append(c.Of, clause{Holds: &holds})
			continue
		}
		c.Of = append(c.Of, clause{On: one.On, Op: string(one.Op), Values: one.Values})
	}
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts are always written
	}
	return string(text)
}

func must(q question.Question) string {
	if q.Required {
		return "oui"
	}
	return ""
}
