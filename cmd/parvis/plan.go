package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

const planHelp = `Calcule un rétroplanning à partir d’un tableau de tâches (CSV), sans base de données.

Les colonnes sont reconnues à leur titre, dans n’importe quel ordre ; seules id et duration
sont indispensables :

  id          nom court de la tâche
  title       son intitulé
  duration    5 (jours ouvrés), 0 (jalon), 10c (jours calendaires)
  needs       ce qu’elle attend : B, B+2 (deux jours ouvrés après), B-1 (chevauchement) ;
              plusieurs séparées par des points-virgules
  offset      J-21, J-10o (jours ouvrés), E+7 (après le dernier jour)
  deadline    date limite ; not_before : pas avant cette date
  state       à faire, en cours, bloqué, fait, abandonné (ou todo, in_progress, blocked, done, dropped)
  start, finish   dates réelles

Le fichier « - » est l’entrée standard. Si le tableau ou une option ne peut pas être lu, chaque
problème est nommé avec sa ligne et sa colonne, rien n’est écrit et le code de sortie est 2.`

// planFlags are the options of parvis plan as they were typed.
type planFlags struct {
	event, today, week string
	closed             []string
	json               bool
}

func newPlanCommand() *cobra.Command {
	var flags planFlags
	cmd := &cobra.Command{
		Use:   "plan tâches.csv --event AAAA-MM-JJ[..AAAA-MM-JJ] [options]",
		Short: "Calcule un rétroplanning depuis un tableau CSV",
		Long:  planHelp,
		Example: "  parvis plan taches.csv --event 2025-06-13..2025-06-15\n" +
			"  parvis plan taches.csv --event 2025-06-13 --today 2025-04-07 --week tue-sat --closed 2025-05-30,2025-05-09 --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misuse("Indiquez un seul fichier de tâches, ou « - » pour l’entrée standard.")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return printPlan(cmd, args[0], flags)
		},
	}
	cmd.Flags().StringVar(&flags.event, "event", "", "premier et dernier `jour` de l’événement, par exemple 2025-06-13..2025-06-15, ou un seul jour")
	cmd.Flags().StringVar(&flags.today, "today", "", "`jour` où l’on se place (par défaut : aujourd’hui, à Paris)")
	cmd.Flags().StringVar(&flags.week, "week", "mon-fri", "`jours` travaillés de la semaine, par exemple tue-sat (par défaut : mon-fri)")
	cmd.Flags().StringSliceVar(&flags.closed, "closed", nil, "`jours` de fermeture, par exemple 2025-05-30,2025-08-04..2025-08-15")
	cmd.Flags().BoolVar(&flags.json, "json", false, "écrit un tableau JSON au lieu d’un tableau lisible")
	cmd.SetFlagErrorFunc(badFlag)
	cmd.DisableFlagsInUseLine = true
	cmd.Flags().Lookup("week").DefValue = "" // its French description says it
	return cmd
}

// printPlan reads everything, computes, and only then writes: nothing comes out of a plan
// that cannot be computed.
func printPlan(cmd *cobra.Command, file string, flags planFlags) error {
	plan, today, problems := flags.plan(time.Now)
	if len(problems) > 0 {
		return misuse("%s", strings.Join(problems, "\n"))
	}
	sheet, err := readSheet(cmd, file)
	if err != nil {
		return err
	}
	plan.Tasks = sheet.Tasks
	result, err := retroplan.Schedule(plan, today)
	if err != nil {
		return misuse("%s", sheet.Explain(err).Error())
	}
	var out bytes.Buffer
	if flags.json {
		err = plansheet.EncodeJSON(&out, result)
	} else {
		err = plansheet.EncodeTable(&out, plan, today, result)
	}
	if err != nil {
		return err
	}
	for _, header := range sheet.Ignored {
		fmt.Fprintf(cmd.ErrOrStderr(), "La colonne « %s » n’est pas utilisée.\n", header)
	}
	_, err = out.WriteTo(cmd.OutOrStdout())
	return err
}

func readSheet(cmd *cobra.Command, file string) (*plansheet.Sheet, error) {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, misuse("Le fichier « %s » n’existe pas.", file)
		}
		if err != nil {
			return nil, misuse("Le fichier « %s » ne peut pas être lu.", file)
		}
		defer f.Close()
		in = io.Reader(f)
	}
	sheet, err := plansheet.Decode(in)
	if problems, ok := errors.AsType[plansheet.Problems](err); ok {
		return nil, misuse("%s", problems.Error())
	}
	if err != nil {
		return nil, misuse("Le fichier « %s » ne peut pas être lu.", file)
	}
	return sheet, nil
}

// plan turns the options into an empty plan and the day it is seen from; problems are
// sentences, one per option that cannot be read.
func (f planFlags) plan(now func() time.Time) (p retroplan.Plan, today workcal.Date, problems []string) {
	var err error
	switch {
	case f.event == "":
		problems = append(problems, "Indiquez la date de l’événement, par exemple --event 2025-06-13..2025-06-15.")
	default:
		span, ok := parseSpan(f.event)
		if !ok {
			problems = append(problems, fmt.Sprintf("--event vaut « %.60s » : indiquez un jour comme 2025-06-13, ou deux comme 2025-06-13..2025-06-15.", f.event))
		}
		p.Anchor = retroplan.Anchor{First: span.From, Last: span.To}
	}
	if f.today == "" {
		today, err = todayInParis(now())
	} else {
		today, err = workcal.Parse(f.today)
	}
	if err != nil {
		problems = append(problems, fmt.Sprintf("--today vaut « %.60s » : indiquez un jour comme 2025-04-07.", f.today))
	}
	week, err := workcal.ParseWeek(f.week)
	if err != nil {
		problems = append(problems, fmt.Sprintf("--week vaut « %.60s » : indiquez par exemple mon-fri ou tue-sat.", f.week))
	}
	config := workcal.Config{Week: week}
	for _, text := range f.closed {
		span, ok := parseSpan(text)
		if !ok {
			problems = append(problems, fmt.Sprintf("--closed contient « %.60s » : indiquez des jours comme 2025-05-30 ou des périodes comme 2025-08-04..2025-08-15.", text))
		}
		config.Closures = append(config.Closures, span)
	}
	p.Calendar = workcal.NewCalendar(config)
	return p, today, problems
}

// parseSpan reads a day, or two separated by "..", in order.
func parseSpan(text string) (workcal.Range, bool) {
	first, last, isSpan := strings.Cut(strings.TrimSpace(text), "..")
	from, err := workcal.Parse(first)
	if err != nil {
		return workcal.Range{}, false
	}
	to := from
	if isSpan {
		if to, err = workcal.Parse(last); err != nil || to < from {
			return workcal.Range{}, false
		}
	}
	return workcal.Range{From: from, To: to, Label: "fermeture"}, true
}

func todayInParis(now time.Time) (workcal.Date, error) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return 0, fmt.Errorf("time zone of the museum: %w", err)
	}
	return workcal.FromTime(now.In(paris)), nil
}
