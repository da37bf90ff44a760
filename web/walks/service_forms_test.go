package walks_test

import (
	"context"
	"net/url"
	"os"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/rooms"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/urls"
)

// asks builds a form that was published, and gives the pages that offer acts of it.
func asks(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	ready, _ := survey.ReadyForm("tout-public")
	s := survey.SettingsOf(ready.Form, survey.Visitors)
	s.ProjectID = project
	id, err := h.Surveys.Create(ctx, claire, "", s, ready.Form.Questions)
	if err != nil {
		return nil, err
	}
	sheet, err := h.Surveys.Form(ctx, claire, id)
	if err != nil {
		return nil, err
	}
	if _, err := h.Surveys.Publish(ctx, claire, id, sheet.Seen()); err != nil {
		return nil, err
	}
	first := sheet.Draft.Questions[1].Key
	key, err := h.Surveys.Add(ctx, claire, "", id, first, survey.QuestionDraft{Kind: question.Single, Label: question.FR("Une question des envois"), Options: "Oui\nNon"})
	if err != nil {
		return nil, err
	}
	bank, err := h.Surveys.Bank(ctx, claire)
	if err != nil {
		return nil, err
	}
	draft, err := h.Surveys.Create(ctx, claire, "", survey.Settings{Purpose: survey.Team, Layout: question.Paged, Title: question.FR("Un brouillon des envois")}, nil)
	if err != nil {
		return nil, err
	}
	list := []string{urls.Forms(), urls.NewForm(), urls.FormImport(), urls.Form(id), urls.FormEdit(id), urls.NewQuestion(id, first), urls.Question(id, key), urls.QuestionCondition(id, key), urls.QuestionConditionOn(id, key, first), urls.FormBank(draft, ""),
		urls.FormPublish(id), urls.FormVersion(id, 1), urls.FormDelete(draft)}
	if len(bank) > 0 {
		list = append(list, urls.BankQuestion(bank[0].ID))
	}
	return list, nil
}

// gathers asks a form of the project, and one that is asked no more; a grid is filled at the slot. It gives the pages that offer acts of these.
func gathers(ctx context.Context, h rooms.Rooms, claire account.By, project, id int64) ([]string, error) {
	published := func(key string, purpose survey.Purpose) (int64, error) {
		ready, _ := survey.ReadyForm(key)
		form, err := h.Surveys.Create(ctx, claire, "", survey.SettingsOf(ready.Form, purpose), ready.Form.Questions)
		if err != nil {
			return 0, err
		}
		sheet, err := h.Surveys.Form(ctx, claire, form)
		if err != nil {
			return 0, err
		}
		_, err = h.Surveys.Publish(ctx, claire, form, sheet.Seen())
		return form, err
	}
	form, err := published("tout-public", survey.Visitors)
	if err != nil {
		return nil, err
	}
	if _, err := published("observation", survey.Observation); err != nil {
		return nil, err
	}
	asked, err := h.Responses.Create(ctx, claire, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie des envois"})
	if err != nil {
		return nil, err
	}
	shut, err := h.Responses.Create(ctx, claire, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Un recueil clos"})
	if err != nil {
		return nil, err
	}
	o, err := h.Responses.ForStaff(ctx, claire, asked)
	if err != nil {
		return nil, err
	}
	sheet, err := h.Responses.Enter(ctx, claire, o, response.Given{Key: "une-feuille-a-corriger", Channel: response.OnPaper, Language: "fr", Help: response.Alone})
	if err != nil {
		return nil, err
	}
	return []string{urls.CollectionCorrection(asked, sheet), urls.NewCollection(project), urls.ProjectCollections(project), urls.Collection(asked), urls.CollectionEdit(asked), urls.CollectionEntry(asked, nil), urls.CollectionInterview(asked), urls.Collection(shut), urls.SlotObserve(id)},
		h.Responses.Close(ctx, claire, shut)
}

// answers has a form answered, and gives the pages that offer acts on what was answered: a response that is counted, and one that is set aside.
func answers(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	sql, err := os.ReadFile("../../internal/results/testdata/answers.sql")
	if err != nil {
		return nil, err
	}
	at := strconv.FormatInt(project, 10)
	if _, err := h.DB.Exec(ctx, strings.NewReplacer(":person", strconv.FormatInt(claire.ID, 10), ":project", at, ":other", at, ":slot", "NULL", ":audience", "1").Replace(string(sql))); err != nil {
		return nil, err
	}
	var form, one, text int64
	if err := h.DB.QueryRow(ctx, `SELECT r.form_id, min(r.id), (SELECT min(t.id) FROM responses_said t WHERE t.form_id = r.form_id) FROM responses r WHERE r.form_id = (SELECT max(id) FROM forms) GROUP BY r.form_id`).Scan(&form, &one, &text); err != nil {
		return nil, err
	}
	_, err = h.Results.Put(ctx, claire, form, []int64{one}, results.SetAside{Reason: results.Test})
	return []string{urls.FormResponses(form, nil), urls.FormResponse(form, one), urls.FormResponse(form, one+1), urls.ResultTask(form, url.Values{"question": {"grille"}}), urls.ResultTask(form, url.Values{"verbatim": {strconv.FormatInt(text, 10)}})}, err
}
