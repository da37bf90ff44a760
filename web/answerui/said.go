package answerui

import (
	"parvis/internal/response"
	"parvis/internal/survey/question"
)

// saidLine is one question with what was answered, in words.
type saidLine struct{ Label, Text string }

// said tells what was answered to a form, line by line.
func said(f question.Form, a question.Answers, c question.Context) []saidLine {
	var list []saidLine
	choices, texts := f.Kept(c, a)
	typed := map[string]string{}
	for _, t := range texts {
		typed[t.Key] = t.Text
	}
	question.EachKept(choices, func(key, value string) {
		if value == question.NotAsked {
			return
		}
		line := saidLine{Label: response.Label(f, key)}
		switch {
		case typed[key] != "":
			line.Text = typed[key]
		case value != "":
			line.Text = response.Value(f, key, value)
		}
		if more := typed[question.OtherText(key)]; more != "" {
			line.Text += "\u00a0: " + more
		}
		list = append(list, line)
	})
	return list
}
