package postgres

import (
	neturl "net/url"
	"strconv"
	"strings"
)

// carried are the options of an address that PostgreSQL's own programs take from their environment.
var carried = map[string]string{"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
	"sslpassword": "PGSSLPASSWORD", "connect_timeout": "PGCONNECT_TIMEOUT", "options": "PGOPTIONS", "target_session_attrs": "PGTARGETSESSIONATTRS"}

// ClientEnvironment gives NAME=VALUE for pg_dump, pg_restore and psql, so that they reach the database at url
// without its address, or a password, on their command line.
func ClientEnvironment(url string) ([]string, error) {
	config, err := parse(url)
	if err != nil {
		return nil, err
	}
	c := config.ConnConfig
	env := []string{"PGHOST=" + c.Host, "PGPORT=" + strconv.Itoa(int(c.Port)), "PGUSER=" + c.User, "PGDATABASE=" + c.Database, "PGCLIENTENCODING=UTF8"}
	if c.Password != "" {
		env = append(env, "PGPASSWORD="+c.Password)
	}
	if !strings.HasPrefix(url, "postgres") {
		return env, nil // written as host=… user=…: its other options are the environment's
	}
	u, err := neturl.Parse(url)
	if err != nil {
		return nil, err
	}
	for option, variable := range carried {
		if value := u.Query().Get(option); value != "" {
			env = append(env, variable+"="+value)
		}
	}
	return env, nil
}
