package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// openAccountsFunc opens the accounts of the configured database; done closes it.
type openAccountsFunc func(context.Context) (accounts *account.Accounts, done func(), err error)

// newUserCommand manages people from the server, first of all the first head of service. No
// password is ever an argument: provisional ones are made and printed once.
func newUserCommand(open openAccountsFunc) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "Gère les personnes qui se connectent",
		Long: "Gère les personnes qui se connectent à Parvis : ce que fait la page Réglages › Équipe,\n" +
			"depuis le serveur. Sert d’abord à créer la première cheffe de service.\n\n" +
			"Aucun mot de passe ne s’écrit sur la ligne de commande : Parvis en fabrique un,\n" +
			"provisoire, l’affiche une seule fois et demande de le remplacer à la première connexion.\n\n" +
			"Rôles : cheffe, equipe, stagiaire.\n" +
			"État de sortie : 0 si c’est fait, 1 en cas de refus ou d’échec, 2 si la commande est mal écrite.",
		Example: "  parvis user add claire@musee.fr --name \"Claire Martin\" --role cheffe\n" +
			"  parvis user list",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return misuse("« %s » n’est pas une commande de « parvis user ».", args[0])
			}
			return cmd.Help()
		},
	}
	cmd.SetFlagErrorFunc(badFlag)
	cmd.AddCommand(newUserAddCommand(open), newUserRoleCommand(open), newUserResetCommand(open),
		newUserDisableCommand(open), newUserEnableCommand(open), newUserListCommand(open))
	return cmd
}

func newUserAddCommand(open openAccountsFunc) *cobra.Command {
	var name, role string
	cmd := &cobra.Command{
		Use:     "add ADRESSE --name NOM --role RÔLE",
		Short:   "Ajoute une personne et affiche son mot de passe provisoire",
		Example: "  parvis user add lea@musee.fr --name \"Léa Roux\" --role stagiaire",
		Args:    argsNamed("une adresse électronique"),
		RunE: func(cmd *cobra.Command, args []string) error {
			given, err := parseRole(role)
			if err != nil {
				return err
			}
			return withAccounts(cmd, open, func(a *account.Accounts) error {
				added, err := a.Add(cmd.Context(), byConsole(), account.Identity{Name: name, Email: args[0], Role: given}, "")
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Compte créé : %s, %s, %s.\n", added.Person.Name, added.Person.Email, roleName(added.Person.Role))
				printProvisional(cmd.OutOrStdout(), added)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "le `NOM`, prénom d’abord")
	cmd.Flags().StringVar(&role, "role", "", "le `RÔLE` : cheffe, equipe ou stagiaire")
	return cmd
}

func newUserRoleCommand(open openAccountsFunc) *cobra.Command {
	return &cobra.Command{
		Use:     "role ADRESSE RÔLE",
		Short:   "Donne un autre rôle à une personne",
		Example: "  parvis user role noe@musee.fr equipe",
		Args:    argsNamed("une adresse électronique", "un rôle"),
		RunE: func(cmd *cobra.Command, args []string) error {
			role, err := parseRole(args[1])
			if err != nil {
				return err
			}
			return withMember(cmd, open, args[0], func(a *account.Accounts, m account.Member) error {
				edited, err := a.Edit(cmd.Context(), byConsole(), m.ID, account.Identity{Name: m.Name, Email: m.Email, Role: role}, m.Version)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s a maintenant le rôle : %s.\n", edited.Name, roleName(edited.Role))
				return nil
			})
		},
	}
}

func newUserResetCommand(open openAccountsFunc) *cobra.Command {
	return &cobra.Command{
		Use:   "reset ADRESSE",
		Short: "Donne un nouveau mot de passe provisoire et ferme les sessions",
		Args:  argsNamed("une adresse électronique"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withMember(cmd, open, args[0], func(a *account.Accounts, m account.Member) error {
				reset, err := a.ResetPassword(cmd.Context(), byConsole(), m.ID, "")
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Nouveau mot de passe pour %s ; ses sessions sont fermées.\n", reset.Person.Name)
				printProvisional(cmd.OutOrStdout(), reset)
				return nil
			})
		},
	}
}

func newUserDisableCommand(open openAccountsFunc) *cobra.Command {
	return &cobra.Command{
		Use:   "disable ADRESSE",
		Short: "Désactive un compte et ferme ses sessions ; rien n’est effacé",
		Args:  argsNamed("une adresse électronique"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withMember(cmd, open, args[0], func(a *account.Accounts, m account.Member) error {
				if err := a.Disable(cmd.Context(), byConsole(), m.ID); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Le compte de %s est désactivé.\n", m.Name)
				return nil
			})
		},
	}
}

func newUserEnableCommand(open openAccountsFunc) *cobra.Command {
	return &cobra.Command{
		Use:   "enable ADRESSE",
		Short: "Réactive un compte désactivé",
		Args:  argsNamed("une adresse électronique"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withMember(cmd, open, args[0], func(a *account.Accounts, m account.Member) error {
				if err := a.Enable(cmd.Context(), byConsole(), m.ID); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Le compte de %s est de nouveau actif.\n", m.Name)
				return nil
			})
		},
	}
}

func newUserListCommand(open openAccountsFunc) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Affiche les personnes, leur rôle et l’état de leur compte",
		Args:  argsNamed(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withAccounts(cmd, open, func(a *account.Accounts) error {
				people, err := a.People(cmd.Context(), byConsole())
				if err != nil {
					return err
				}
				return printPeople(cmd.OutOrStdout(), people)
			})
		},
	}
}

func printPeople(out io.Writer, people []account.Member) error {
	if len(people) == 0 {
		_, err := fmt.Fprintln(out, "Personne encore. Commencez par : parvis user add ADRESSE --name NOM --role cheffe")
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NOM\tADRESSE\tRÔLE\tCOMPTE\tDERNIÈRE CONNEXION")
	for _, m := range people {
		last := "aucune"
		if m.LastLoginAt != nil {
			last = workcal.FromTime(*m.LastLoginAt).French()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", m.Name, m.Email, roleName(m.Role), m.State(), last)
	}
	return table.Flush()
}

func printProvisional(out io.Writer, p account.Provisional) {
	fmt.Fprintf(out, "\n  Mot de passe provisoire : %s\n\nIl ne sera plus affiché. Il devra être remplacé à la première connexion.\n", p.Password)
}

// byConsole is who acts from the command line, now.
func byConsole() account.By { return account.Console().At(time.Now()) }

func withAccounts(cmd *cobra.Command, open openAccountsFunc, do func(*account.Accounts) error) error {
	accounts, done, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer done()
	return asExit(do(accounts))
}

func withMember(cmd *cobra.Command, open openAccountsFunc, email string, do func(*account.Accounts, account.Member) error) error {
	return withAccounts(cmd, open, func(a *account.Accounts) error {
		m, err := a.MemberByEmail(cmd.Context(), byConsole(), email)
		if fault.Is(err, fault.NotFound) {
			return &exitError{code: exitRefused, text: "Personne n’a l’adresse " + french.Quote(strings.TrimSpace(email)) + ". « parvis user list » les affiche toutes."}
		}
		if err != nil {
			return err
		}
		return do(a, m)
	})
}

// asExit says a failure in the words meant for people: what was badly written is a usage error.
func asExit(err error) error {
	known, ok := errors.AsType[*fault.Error](err)
	if !ok || known.Kind == fault.Internal {
		return err
	}
	if problems, ok := fault.ProblemsOf(err); ok && problems.Any() {
		sentences := make([]string, len(problems))
		for i, p := range problems {
			sentences[i] = p.Sentence
		}
		return &exitError{code: exitUsage, text: strings.Join(sentences, "\n")}
	}
	return &exitError{code: exitRefused, text: known.Sentence}
}

// argsNamed wants exactly these arguments and says in French which is missing.
func argsNamed(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return misuse("Il manque %s. Usage : %s", names[len(args)], cmd.UseLine())
		case len(args) > len(names):
			return misuse("« %s » est de trop. Usage : %s", args[len(names)], cmd.UseLine())
		}
		return nil
	}
}

var roleWords = map[string]access.Role{"cheffe": access.Head, "equipe": access.Team, "stagiaire": access.Intern,
	"head": access.Head, "team": access.Team, "intern": access.Intern}

func parseRole(word string) (access.Role, error) {
	role, ok := roleWords[french.Fold(word)]
	if !ok {
		return "", misuse("Le rôle « %s » n’existe pas : choisissez cheffe, equipe ou stagiaire.", word)
	}
	return role, nil
}

func roleName(r access.Role) string { return strings.ToLower(r.Label()) }
