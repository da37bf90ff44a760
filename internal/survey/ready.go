package survey

import (
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

// Ready is a form that Parvis comes with, for a new one to begin as.
type Ready struct {
	Key     string
	Purpose Purpose
	Why     string // whom it asks and when
	Form    question.Form
}

var readyPurposes = map[string]Purpose{"tout-public": Visitors, "jeunes": Young, "handicap-mental": Easy, "enseignants": Teachers, "partenaires": Partners, "equipe": Team, "observation": Observation}

// ReadyForms lists the forms that Parvis comes with.
func ReadyForms() []Ready {
	var list []Ready
	for _, f := range shipped.Forms() {
		list = append(list, Ready{f.Key, readyPurposes[f.Key], f.Purpose, f.Form})
	}
	return list
}

// ReadyForm finds one by its key.
func ReadyForm(key string) (Ready, bool) {
	for _, r := range ReadyForms() {
		if r.Key == key {
			return r, true
		}
	}
	return Ready{}, false
}

// SettingsOf are the settings that a form begins with, as another one has them.
func SettingsOf(f question.Form, p Purpose) Settings {
	return Settings{Purpose: p, Layout: f.Layout, Langs: f.Langs, Title: f.Title, Intro: f.Intro, Thanks: f.Thanks}
}
