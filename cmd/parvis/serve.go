package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"parvis/internal/account"
	"parvis/internal/app"
	"parvis/internal/demo"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// patience is how long a database that does not answer yet is waited for: after a restart of the machine it
// may come after Parvis.
const patience = time.Minute

func newServeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Ouvre Parvis au service",
		Long: "Ouvre Parvis sur PARVIS_ADDR (par défaut " + app.DefaultAddr + ").\n\n" +
			"Variables d’environnement :\n" +
			"  DATABASE_URL            base PostgreSQL à utiliser ; sans elle, Parvis tient la sienne\n" +
			"  PARVIS_ADDR             adresse d’écoute\n" +
			"  PARVIS_URL              adresse que l’on tape, comme https://parvis.musee.example, si un mandataire ne la transmet pas ou si des courriels partent\n" +
			"  PARVIS_PUBLIC_ADDR      seconde adresse d’écoute, qui ne sert que ce qui se lit sans compte\n" +
			"  PARVIS_PUBLIC_URL       adresse à laquelle on joint celle-là, si ce n’est pas PARVIS_URL\n" +
			"  PARVIS_SECURE           1 quand Parvis est servi en https\n" +
			"  PARVIS_TRUSTED_PROXIES  réseaux des mandataires de confiance, séparés par des virgules\n" +
			"  PARVIS_SMTP_URL         serveur de courrier, comme smtp://parvis@smtp.musee.example:587\u202f; sans lui, aucun courriel ne part\n" +
			"  PARVIS_SMTP_PASSWORD    son mot de passe\n" +
			"  PARVIS_MAIL_FROM        adresse qui écrit, comme parvis@musee.example\n" +
			"  PARVIS_FILE_MB          taille d’un fichier joint, de 1 à 500\u00a0Mo (par défaut 50)\n" +
			"  PARVIS_S3_ENDPOINT      magasin S3 où garder les fichiers, comme https://s3.musee.example\u202f; sans lui, ils sont dans la base\n" +
			"  PARVIS_S3_BUCKET        son compartiment (bucket), avec PARVIS_S3_ACCESS_KEY, PARVIS_S3_SECRET_KEY et PARVIS_S3_REGION\n" +
			"  PARVIS_CLAMAV           antivirus clamd, comme unix:///run/clamav/clamd.ctl ou tcp://127.0.0.1:3310",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := configuration()
			if err != nil {
				return err
			}
			config.Patience = patience
			nobody := false
			look := func(ctx context.Context, a *app.App) error {
				people, err := a.Accounts.Active(ctx)
				nobody = len(people) == 0
				return err
			}
			return run(cmd.Context(), config, look, func(addr string) {
				out := cmd.OutOrStdout()
				fmt.Fprintf(out, "Parvis est ouvert : http://%s\n", addr)
				if nobody {
					fmt.Fprint(out, "Personne ne peut encore se connecter. Créez la première cheffe de service :\n"+
						"  parvis user add ADRESSE --name \"Prénom Nom\" --role cheffe\n")
				}
			})
		},
	}
}

func newDemoCommand() *cobra.Command {
	var today string
	var reset bool
	cmd := &cobra.Command{
		Use:   "demo [--today JOUR] [--reset]",
		Short: "Ouvre une démonstration, remplie d’exemples",
		Long: "Ouvre Parvis avec un service de démonstration, qui vit le lundi 7 avril 2025.\n" +
			"Ses données sont à part : elles ne se mêlent jamais à celles d’un vrai service.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := configuration()
			if err != nil {
				return err
			}
			config.Demo = true
			if config.Today, err = workcal.Parse(today); err != nil {
				return fmt.Errorf("--today vaut %q : indiquez un jour comme 2025-04-07", today)
			}
			fill := func(ctx context.Context, a *app.App) error {
				if reset {
					if err := demo.Erase(ctx, a.Upkeep.DB); err != nil {
						return err
					}
				}
				if err := demo.Fill(ctx, a.Upkeep); err != nil {
					return err
				}
				return demo.Live(ctx, a.Upkeep, config.Today)
			}
			return run(cmd.Context(), config, fill, func(addr string) { welcome(cmd.OutOrStdout(), addr, config) })
		},
	}
	cmd.Flags().StringVar(&today, "today", demo.Day.String(), "le `jour` que vit la démonstration (par défaut : "+demo.Day.String()+")")
	cmd.Flags().Lookup("today").DefValue = "" // cobra would write « default »
	cmd.Flags().BoolVar(&reset, "reset", false, "efface d’abord ce qui a été essayé")
	return cmd
}

func welcome(out io.Writer, addr string, config app.Config) {
	fmt.Fprintf(out, "\nParvis, démonstration du %s\n\n  http://%s\n\n", config.Today.French(), addr)
	for _, login := range demo.Logins {
		fmt.Fprintf(out, "  %-24s %-12s (%s)\n", login.Email, demo.Password, login.What)
	}
	fmt.Fprintf(out, "\nCtrl+C pour fermer.\n\n")
}

// run opens the house, prepares it and serves until the process is asked to stop.
func run(ctx context.Context, config app.Config, prepare func(context.Context, *app.App) error, ready func(string)) error {
	a, closeAll, err := app.Open(ctx, config)
	if err != nil {
		return err
	}
	defer closeAll()
	if prepare != nil {
		if err := prepare(ctx, a); err != nil {
			return err
		}
	}
	return a.Serve(ctx, ready)
}

func newMigrateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Met la base de données à jour",
		Long: "Met la base de données à jour. « parvis serve » le fait aussi à l’ouverture.\n" +
			"Après un échec à mi-chemin, corrigez la base puis notez la version atteinte avec « force ».",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return onDatabase(cmd.Context(), func(url string) error {
				if err := postgres.Migrate(cmd.Context(), url); err != nil {
					return err
				}
				return printVersion(cmd, url)
			})
		},
	}
	cmd.AddCommand(
		&cobra.Command{Use: "status", Short: "Dit à quelle version est la base", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return onDatabase(cmd.Context(), func(url string) error { return printVersion(cmd, url) })
			}},
		newForceCommand())
	return cmd
}

func newForceCommand() *cobra.Command {
	return &cobra.Command{Use: "force N", Short: "Note que la base est à la version N, après réparation", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var version int
			if _, err := fmt.Sscanf(args[0], "%d", &version); err != nil || version < 0 {
				return fmt.Errorf("%q n’est pas un numéro de version", args[0])
			}
			return onDatabase(cmd.Context(), func(url string) error {
				if err := postgres.MigrationForce(cmd.Context(), url, version); err != nil {
					return err
				}
				return printVersion(cmd, url)
			})
		}}
}

func printVersion(cmd *cobra.Command, url string) error {
	version, dirty, err := postgres.MigrationVersion(cmd.Context(), url)
	if err != nil {
		return err
	}
	state := "à jour jusqu’à la migration"
	if dirty {
		state = "à réparer : échec à mi-chemin de la migration"
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Base %s %d.\n", state, version)
	return nil
}

func onDatabase(ctx context.Context, do func(url string) error) error {
	config, err := configuration()
	if err != nil {
		return err
	}
	url, stop, err := app.Database(ctx, config)
	if err != nil {
		return err
	}
	defer stop()
	return do(url)
}

// openAccounts opens what the user command needs.
func openAccounts(ctx context.Context) (*account.Accounts, func(), error) {
	config, err := configuration()
	if err != nil {
		return nil, nil, err
	}
	a, closeAll, err := app.Open(ctx, config)
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintf(os.Stderr, "Base de données\u00a0: %s\n", a.Where())
	return a.Accounts, closeAll, nil
}
