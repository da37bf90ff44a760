package main

import (
	"cmp"
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
	"parvis/internal/written"
)

const planHelp = `Calcule un rétroplanning à partir d’un tableau de tâches (classeur XLSX, CSV ou texte Unicode d’un
tableur, export de GanttProject ou de Microsoft Project), sans base de données.

Les colonnes se reconnaissent à leur en-tête, dans n’importe quel ordre, en français ou en anglais :

  N°, Tâche            sans numéros, les tâches sont numérotées dans l’ordre des lignes
  Durée                5 · 5 j · 2 sem · 10 jc (jours calendaires) · 1,5 (compté 2) · 0 pour un jalon
  Dépend de            3 · 03 · un titre · 1, 2 · A+2 (deux jours ouvrés après) · B-1 (chevauchement) ·
                       2FD+1 jour · 2-FS=P1D ; les liens DD, FF et DF ne sont pas gardés
  À faire pour         J-21 · J-10o (jours ouvrés) · S-6 · J-2 mois · E+7 (après le dernier jour),
  (Échéance, Quand…)   ou une date : 7/11/2025 · 07/11/25 · ven. 7 nov. 2025 · 2025-11-07
  Jours avant          un nombre seul, compté comme le dit l’en-tête (Semaines avant, Jours après…)
  Pas avant            une date
  État, Avancement     à faire, en cours, bloqué, fait, abandonné · x · 60 % · 100 %
  Début réel, Fin réelle         dates réelles ; Début et Fin sont des dates prévues : inutilisées
  Charge               le travail, sans rapport avec la durée : 0,5 · 1/2 j · 2 j ; vide : pas connue
  Début fixé, Fin fixée, Durée minimale, Obligation légale, Facultative, Interne

Ce qui a été supposé ou laissé de côté est dit sous « Lu ainsi », dans "warnings" avec --json, et sur
la sortie d’erreurs. Une colonne inconnue qui semble changer des dates arrête tout : renommez-la, ou
laissez-la de côté avec --ignore. D’un classeur, la feuille qui porte le plus d’en-têtes connus est
lue, et les autres sont nommées. Le fichier « - » est l’entrée standard. Ce qui ne peut
pas être lu est nommé avec sa ligne et sa colonne, rien n’est écrit et le code de sortie est 2.`

// planFlags are the options of parvis plan as they were typed.
type planFlags struct {
	event, today, week string
	closed, ignore     []string
	json               bool
}

func newPlanCommand() *cobra.Command {
	var flags planFlags
	cmd := &cobra.Command{
		Use:   "plan tâches.csv --event jour [options]",
		Short: "Calcule un rétroplanning depuis un tableau (CSV ou XLSX)",
		Long:  planHelp,
		Example: "  parvis plan taches.csv --event \"13-15 juin 2025\"\n" +
			"  parvis plan taches.csv --event 2025-06-13..2025-06-15 --today 07/04/2025 --week mar-sam --json\n" +
			"  parvis plan taches.csv --event 13/06/2025 --closed 30/05/2025,04/08/2025..15/08/2025 --ignore \"Relu le\"",
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
	cmd.Flags().StringVar(&flags.event, "event", "", "premier et dernier `jour` de l’événement, ou son seul jour")
	cmd.Flags().StringVar(&flags.today, "today", "", "`jour` où l’on se place (par défaut : aujourd’hui, à Paris)")
	cmd.Flags().StringVar(&flags.week, "week", "mon-fri", "`jours` travaillés : lun,mar,jeu,ven ou tue-sat (par défaut : mon-fri)")
	cmd.Flags().StringSliceVar(&flags.closed, "closed", nil, "`jours` et périodes de fermeture, séparés par des virgules")
	cmd.Flags().StringArrayVar(&flags.ignore, "ignore", nil, "`colonne` à laisser de côté, par son en-tête ; l’option peut être répétée")
	cmd.Flags().BoolVar(&flags.json, "json", false, "écrit du JSON au lieu d’un tableau lisible")
	cmd.SetFlagErrorFunc(badFlag)
	cmd.DisableFlagsInUseLine = true
	cmd.Flags().Lookup("week").DefValue = "" // its French description says it
	return cmd
}

// printPlan reads everything, computes, and only then writes: nothing comes out of a plan
// that cannot be computed.
func printPlan(cmd *cobra.Command, file string, flags planFlags) error {
	setting, problems := flags.read(time.Now())
	if len(problems) > 0 {
		return misuse("%s", strings.Join(problems, "\n"))
	}
	plan := setting.plan
	sheet, err := readSheet(cmd, file, plansheet.Options{Event: plan.Anchor, Ignore: flags.ignore})
	if err != nil {
		return err
	}
	plan.Tasks = sheet.Tasks
	result, err := retroplan.Schedule(plan, setting.today)
	if err != nil {
		return misuse("%s", sheet.Explain(err).Error())
	}
	warnings := append(setting.notes, sheet.Warnings()...)
	for _, text := range warnings {
		fmt.Fprintln(cmd.ErrOrStderr(), text)
	}
	if flags.json {
		return plansheet.EncodeJSON(cmd.OutOrStdout(), plan, result, warnings)
	}
	return plansheet.EncodeTable(cmd.OutOrStdout(), plan, setting.today, result, warnings)
}

func readSheet(cmd *cobra.Command, file string, o plansheet.Options) (*plansheet.Sheet, error) {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, misuse("Le fichier «\u00a0%s\u00a0» n’existe pas.", file)
		}
		if err != nil {
			return nil, misuse("Le fichier «\u00a0%s\u00a0» ne peut pas être lu.", file)
		}
		defer f.Close()
		in = io.Reader(f)
	}
	sheet, err := plansheet.Decode(in, o)
	if problems, ok := errors.AsType[plansheet.Problems](err); ok {
		return nil, misuse("%s", problems.Error())
	}
	if err != nil {
		return nil, misuse("Le fichier «\u00a0%s\u00a0» ne peut pas être lu.", file)
	}
	return sheet, nil
}

// planSetting is what the options say: a plan without tasks, the day it is seen from, and what
// was assumed to read them.
type planSetting struct {
	plan  retroplan.Plan
	today workcal.Date
	notes []string
}

// read understands the options, days being written as in the cells; problems are sentences, one
// per option that cannot be read.
func (f planFlags) read(clock time.Time) (s planSetting, problems []string) {
	refuse := func(option, text string, err error) {
		problems = append(problems, fmt.Sprintf("--%s vaut «\u00a0%.60s\u00a0»\u00a0: %s", option, text, err))
	}
	assume := func(option, note string) {
		if note != "" {
			s.notes = append(s.notes, "--"+option+"\u00a0: "+note)
		}
	}
	now, err := todayInParis(clock)
	if err != nil {
		refuse("today", f.today, err)
	}
	s.today = now
	// A day without its year is nearest to the event, and the event's own is nearest to today.
	if today, _, err := written.Date(f.today, 0); f.today != "" && err == nil {
		now = today
	}
	anchor := &s.plan.Anchor
	var note string
	if f.event == "" {
		problems = append(problems, "Indiquez la date de l’événement, par exemple --event 2025-06-13..2025-06-15.")
	} else {
		if anchor.First, anchor.Last, note, err = written.Span(f.event, now); err != nil {
			refuse("event", f.event, err)
		}
		assume("event", note)
	}
	if f.today != "" {
		if s.today, note, err = written.Date(f.today, cmp.Or(anchor.First, now)); err != nil {
			refuse("today", f.today, err)
		}
		assume("today", note)
	}
	week, err := workcal.ParseWeek(f.week)
	if err != nil {
		problems = append(problems, fmt.Sprintf("--week vaut «\u00a0%.60s\u00a0»\u00a0: indiquez par exemple mon-fri, mar-sam ou lun,mar,jeu,ven.", f.week))
	}
	config := workcal.Config{Week: week}
	for _, text := range f.closed {
		r := workcal.Range{Label: "fermeture"}
		if r.From, r.To, note, err = written.Span(text, anchor.First); err != nil {
			problems = append(problems, fmt.Sprintf("--closed contient «\u00a0%.60s\u00a0»\u00a0: %s", text, err))
		}
		assume("closed", note)
		config.Closures = append(config.Closures, r)
	}
	s.plan.Calendar = workcal.NewCalendar(config)
	return s, problems
}

func todayInParis(now time.Time) (workcal.Date, error) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return 0, fmt.Errorf("time zone of the museum: %w", err)
	}
	return workcal.FromTime(now.In(paris)), nil
}
