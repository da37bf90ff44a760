// Package app wires the house together: configuration, database, rooms, web. It decides nothing.
package app

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"parvis/internal/files"
	"parvis/internal/mail"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
	"parvis/web/ui"
)

// Config is everything that changes between installations; it is read from the environment.
type Config struct {
	DatabaseURL    string         // DATABASE_URL; empty: a private PostgreSQL without set-up
	Addr           string         // PARVIS_ADDR, host:port
	Secure         bool           // PARVIS_SECURE=1: reached over https
	TrustedProxies []netip.Prefix // PARVIS_TRUSTED_PROXIES, comma-separated networks
	Accessibility  ui.Declaration // PARVIS_ACCESSIBILITY_CONTACT and PARVIS_ACCESSIBILITY_PLAN
	Origin         string         // PARVIS_URL, scheme://host[:port]: where people reach Parvis; "" when nobody said
	PublicAddr     string         // PARVIS_PUBLIC_ADDR, host:port of a second listener that serves only what needs no account; "": none
	PublicURL      string         // PARVIS_PUBLIC_URL, where that one is reached; "": as Origin
	Mail           *mail.Server   // PARVIS_SMTP_URL, PARVIS_SMTP_PASSWORD and PARVIS_MAIL_FROM; nil: no message is sent
	Answers        int            // PARVIS_ANSWERS, how many answers to a form one address may give through one link in a minute; 0: 60
	Files          files.Options  // PARVIS_FILE_MB, PARVIS_S3_… and PARVIS_CLAMAV
	Patience       time.Duration  // how long a database, or a store of files, that does not answer yet is waited for
	Today          workcal.Date   // zero: the real day
	Demo           bool
}

// DefaultAddr is where Parvis listens when nothing else is said: this machine only.
const DefaultAddr = "127.0.0.1:8080"

// FromEnvironment reads the configuration; a value that cannot be read is an error that names it.
func FromEnvironment() (c Config, err error) {
	c = Config{DatabaseURL: os.Getenv("DATABASE_URL"), Addr: os.Getenv("PARVIS_ADDR"), PublicAddr: os.Getenv("PARVIS_PUBLIC_ADDR")}
	c.Accessibility = ui.Declaration{Contact: os.Getenv("PARVIS_ACCESSIBILITY_CONTACT"), Plan: os.Getenv("PARVIS_ACCESSIBILITY_PLAN")}
	if err := c.Accessibility.Check(); err != nil {
		return c, err
	}
	if c.Addr == "" {
		c.Addr = DefaultAddr
	}
	switch v := os.Getenv("PARVIS_SECURE"); v {
	case "", "0":
	case "1":
		c.Secure = true
	default:
		return c, fmt.Errorf("PARVIS_SECURE vaut %q : indiquez 1 (https) ou 0", v)
	}
	if c.Origin, err = origin("PARVIS_URL", os.Getenv("PARVIS_URL")); err != nil {
		return c, err
	}
	if c.PublicURL, err = origin("PARVIS_PUBLIC_URL", os.Getenv("PARVIS_PUBLIC_URL")); err != nil {
		return c, err
	}
	for part := range strings.SplitSeq(os.Getenv("PARVIS_TRUSTED_PROXIES"), ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		network, err := netip.ParsePrefix(part)
		if err != nil {
			return c, fmt.Errorf("PARVIS_TRUSTED_PROXIES contient %q : indiquez des réseaux comme 10.0.0.0/8", part)
		}
		c.TrustedProxies = append(c.TrustedProxies, network)
	}
	if c.Mail, err = mailServer(os.Getenv("PARVIS_SMTP_URL"), os.Getenv("PARVIS_SMTP_PASSWORD"), os.Getenv("PARVIS_MAIL_FROM"), c.Origin); err != nil {
		return c, err
	}
	if text := os.Getenv("PARVIS_ANSWERS"); text != "" {
		if c.Answers, err = strconv.Atoi(text); err != nil || c.Answers < 1 || c.Answers > mostAnswers {
			return c, fmt.Errorf("PARVIS_ANSWERS vaut %q\u00a0: indiquez combien de réponses à un questionnaire un réseau peut donner par minute, de 1 à %d (60 sans ce réglage)", text, mostAnswers)
		}
	}
	c.Files, err = filesOptions(os.Getenv)
	return c, err
}

// mostAnswers bounds what may be set: a limit that lets everything through is none.
const mostAnswers = 10_000

// filesOptions reads how big files may be, where they are kept and what looks at them.
func filesOptions(getenv func(string) string) (o files.Options, err error) {
	if text := getenv("PARVIS_FILE_MB"); text != "" {
		if o.MB, err = strconv.Atoi(text); err != nil || o.MB < files.LeastMB || o.MB > files.MostMB {
			return o, fmt.Errorf("PARVIS_FILE_MB vaut %q\u00a0: indiquez combien de mégaoctets un fichier peut peser, de %d à %d (%d sans ce réglage)", text, files.LeastMB, files.MostMB, files.DefaultMB)
		}
	}
	if o.Store, err = files.ReadStore(files.StoreConfig{Endpoint: getenv("PARVIS_S3_ENDPOINT"), Bucket: getenv("PARVIS_S3_BUCKET"),
		AccessKey: getenv("PARVIS_S3_ACCESS_KEY"), SecretKey: getenv("PARVIS_S3_SECRET_KEY"), Region: getenv("PARVIS_S3_REGION")}); err != nil {
		return o, err
	}
	o.Antivirus, err = files.ReadClamd(getenv("PARVIS_CLAMAV"))
	return o, err
}

// mailServer reads by which server messages leave; nil when nobody said. What is said half is refused: a service that
// believes that its messages leave would wait for them.
func mailServer(address, password, from, origin string) (*mail.Server, error) {
	if address == "" && password == "" && from == "" {
		return nil, nil
	}
	for _, one := range []struct{ name, value, example string }{
		{"PARVIS_SMTP_URL", address, "smtp://parvis@smtp.musee.example:587"},
		{"PARVIS_MAIL_FROM", from, "parvis@musee.example"},
		{"PARVIS_URL", origin, "https://parvis.musee.example"},
	} {
		if one.value == "" {
			return nil, fmt.Errorf("l’envoi de courriels est à moitié réglé\u00a0: indiquez aussi %s, comme %s, ou retirez PARVIS_SMTP_URL, PARVIS_SMTP_PASSWORD et PARVIS_MAIL_FROM", one.name, one.example)
		}
	}
	server, err := mail.Read(address, password, from)
	if err != nil {
		return nil, err
	}
	return &server, nil
}

// Links is what the addresses of links begin with, "" where nobody said and none can be made: what a request says of its host
// is never believed for that. The demonstration is reached where it listens.
func (c Config) Links() string {
	own := ""
	if c.Demo {
		own = "http://" + c.Addr
	}
	return cmp.Or(c.PublicURL, c.Origin, own)
}

// origin reads a setting that is an address where people reach Parvis; "" stays "".
func origin(name, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%s vaut %q\u00a0: indiquez l’adresse que l’on tape, comme https://parvis.musee.example ou https://musee.example:8443", name, text)
	}
	if u.Path != "" && u.Path != "/" {
		return "", fmt.Errorf("%s contient le chemin %q\u00a0: Parvis ne fonctionne qu’à la racine d’une adresse. "+
			"Donnez-lui un nom (https://parvis.musee.example) ou un port (https://musee.example:8443)", name, u.Path)
	}
	host := strings.ToLower(u.Host)
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443") // browsers leave it out
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host, nil
}

// Now is the real moment, in Paris.
func Now() time.Time { return time.Now().In(postgres.Paris) }

// Clock is the service's clock. With a fixed day it shows that day at the real time of day.
func (c Config) Clock() func() time.Time {
	if c.Today.IsZero() {
		return Now
	}
	day := c.Today
	return func() time.Time {
		now := Now()
		return time.Date(day.Year(), day.Month(), day.Day(), now.Hour(), now.Minute(), now.Second(), now.Nanosecond(), postgres.Paris)
	}
}
