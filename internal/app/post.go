package app

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"time"

	"parvis/internal/mail"
	"parvis/web/urls"
)

// How often it is looked for messages that are due: a person waits for her link, and in the demonstration watches for it.
const (
	postEvery     = 5 * time.Second
	demoPostEvery = time.Second
)

// Post is what sends messages; nil where none is sent. The demonstration keeps them instead.
func (a *App) Post() *mail.Post {
	post := &mail.Post{Room: a.Upkeep.Mail, Links: a.links(), Clock: a.Config.Clock()}
	switch {
	case a.Config.Demo:
		post.Carrier = mail.Keeper{Room: a.Upkeep.Mail}
	case a.Config.Mail != nil:
		post.Carrier = *a.Config.Mail
	default:
		return nil
	}
	return post
}

// links gives the addresses that messages lead to. The demonstration may have been told none of its own.
func (a *App) links() mail.Links {
	own := cmp.Or(a.Config.Origin, "http://"+a.Config.Addr)
	host := "parvis.invalid"
	if u, err := url.Parse(own); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return mail.Links{Host: host, Choose: func(token string) string { return own + urls.Choose(token) },
		Deposit: func(token string) string { return own + urls.Deposit(token) },
		Notices: own + urls.Notices(), List: own + urls.MyList()}
}

// posting sends messages until ctx ends; what it gives is closed once it stopped. It works on connections of its own: a
// mail server that does not answer keeps no page from being read.
func (a *App) posting(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	post := a.Post()
	if post == nil {
		close(done)
		return done
	}
	every := postEvery
	if a.Config.Demo {
		every = demoPostEvery
	}
	go func() {
		defer close(done)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			if _, err := post.Work(ctx); err != nil && ctx.Err() == nil {
				slog.Error("messages", "cause", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return done
}
