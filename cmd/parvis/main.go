// Command parvis prepares, runs and evaluates what a museum's public service does: one binary,
// several subcommands.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"parvis/internal/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := newRoot().ExecuteContext(ctx)
	stop()
	if err == nil {
		return
	}
	if exit, ok := errors.AsType[*exitError](err); ok {
		if text := exit.Error(); text != "" {
			fmt.Fprintln(os.Stderr, text)
		}
		os.Exit(exit.code)
	}
	fmt.Fprintln(os.Stderr, "Erreur :", err)
	os.Exit(1)
}

func newRoot() *cobra.Command {
	var file string
	root := &cobra.Command{
		Use:   "parvis",
		Short: "L’outil du service du développement culturel et des publics d’un musée",
		Long: "Parvis prépare, suit et évalue ce qu’un service du développement culturel et des publics\n" +
			"fait pour le public : événements, projets, rétroplannings.\n\n" +
			"Sans base de données indiquée (DATABASE_URL), Parvis tient la sienne, privée et durable.",
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
			if file == "" {
				return nil
			}
			return loadEnvironment(file)
		},
	}
	root.PersistentFlags().StringVar(&file, "env-file", "", "lit d’abord les variables d’environnement de ce `FICHIER`, comme systemd")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return misuse("La commande %q n’existe pas ; « parvis --help » les énumère.", args[0])
		}
		return nil
	}
	root.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	root.SetFlagErrorFunc(badFlag)
	inFrench(root)
	root.AddCommand(newServeCommand(), newDemoCommand(), newMigrateCommand(), newUserCommand(openAccounts), newPostgresCommand(), newPlanCommand())
	plainUseLines(root)
	return root
}

// plainUseLines leaves out the English « [flags] » that cobra adds to every usage line.
func plainUseLines(c *cobra.Command) {
	c.DisableFlagsInUseLine = true
	for _, sub := range c.Commands() {
		plainUseLines(sub)
	}
}

// inFrench puts the few words that cobra writes itself into French.
func inFrench(root *cobra.Command) {
	root.SetUsageTemplate(`Usage :
  {{.UseLine}}{{if .HasAvailableSubCommands}} [commande]{{end}}{{if .HasExample}}

Exemples :
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commandes :{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Options :
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

« {{.CommandPath}} [commande] --help » explique une commande.{{end}}
`)
	root.SetHelpCommand(&cobra.Command{Use: "help [commande]", Short: "Explique une commande", Run: func(c *cobra.Command, args []string) {
		about, _, err := c.Root().Find(args)
		if about == nil || err != nil {
			about = c.Root()
		}
		_ = about.Help()
	}})
	root.PersistentFlags().BoolP("help", "h", false, "affiche cette aide")
}

// configuration reads the environment.
func configuration() (app.Config, error) { return app.FromEnvironment() }
