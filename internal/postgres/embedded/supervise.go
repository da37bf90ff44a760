package embedded

import (
	"context"
	"path/filepath"
	"syscall"
	"time"
)

const (
	firstPause  = 200 * time.Millisecond
	longestWait = 30 * time.Second
	calm        = time.Minute // a server up this long has recovered: the pause starts again
)

// supervise keeps the server up until ctx ends. It notices a death by an idle
// connection of its own, which costs nothing and works whether or not this
// process started the server, and waits longer after each failure.
func (s *Server) supervise(ctx context.Context) {
	defer close(s.stopped)
	pause := firstPause
	for {
		since := time.Now()
		s.waitForLoss(ctx)
		if ctx.Err() != nil {
			return
		}
		if time.Since(since) > calm {
			pause = firstPause
		}
		s.c.log.Warn("PostgreSQL s’est arrêté. Parvis le relance.", "dossier", s.c.home)
		if err := s.revive(ctx); err != nil && ctx.Err() == nil {
			s.c.log.Error("PostgreSQL n’a pas pu être relancé. Parvis essaie encore.", "erreur", err, "attente", pause)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, longestWait)
	}
}

// waitForLoss returns when the server closes the connection or cannot be
// reached, or when ctx ends.
func (s *Server) waitForLoss(ctx context.Context) {
	conn, err := s.c.connect(ctx, "postgres")
	if err != nil {
		return
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for err == nil {
		_, err = conn.WaitForNotification(ctx)
	}
}

func (s *Server) revive(ctx context.Context) error {
	lock, err := lockFile(ctx, filepath.Join(s.c.home, startLock), syscall.LOCK_EX)
	if err != nil {
		return err
	}
	defer lock.Close()
	_, err = s.c.ensureRunning(ctx)
	return err
}
