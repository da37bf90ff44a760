package browsertest

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Place is where an element stands in the window, in CSS pixels; Height is 0 for one that is not drawn.
type Place struct {
	X, Y          float64 // of its middle
	Top           float64
	Width, Height float64
}

// Where tells where an element stands in the window now, without moving the page.
func (p *Page) Where(selector string) Place {
	p.t.Helper()
	place := script[*Place](p, "finding "+selector, `(() => {
		const box = document.querySelector(`+quoted(selector)+`)?.getBoundingClientRect();
		return box && {X: box.x + box.width / 2, Y: box.y + box.height / 2, Top: box.top, Width: box.width, Height: box.height};
	})()`)
	if place == nil {
		p.check("finding "+selector, fmt.Errorf("the page has none"))
	}
	return *place
}

// Drawn tells where each outline of the paths of a drawing stands in the window now: one path may hold many.
func (p *Page) Drawn(selector string) []Place {
	p.t.Helper()
	return script[[]Place](p, "finding "+selector, `[...document.querySelectorAll(`+quoted(selector)+`)].flatMap((path) =>
		path.getAttribute("d").split(/(?=M)/).map((outline) => {
			const one = path.cloneNode();
			one.setAttribute("d", outline);
			path.after(one);
			const box = one.getBoundingClientRect();
			one.remove();
			return {X: box.x + box.width / 2, Y: box.y + box.height / 2, Top: box.top, Width: box.width, Height: box.height};
		}))`)
}

// Scrolled is how far the page is scrolled, in CSS pixels.
func (p *Page) Scrolled() float64 {
	p.t.Helper()
	return script[float64](p, "reading how far the page is scrolled", "window.scrollY")
}

// ScrollTo turns the wheel, or swipes on a page with Touch, until the middle of an element stands in
// the middle third of the window, or as near as the page goes.
func (p *Page) ScrollTo(selector string) {
	p.t.Helper()
	x, y := float64(p.options.Width)/2, float64(p.options.Height)/2
	for range 100 {
		off, before := p.Where(selector).Y-y, p.Scrolled()
		if off > -y/3 && off < y/3 { // clear of what stands at the foot of the window
			return
		}
		far := off > 4*y || off < -4*y
		p.check("scrolling to "+selector, p.step(func(ctx context.Context) error {
			if p.options.Touch {
				return swipe(ctx, x, y, -max(-0.8*y, min(0.8*y, off)), far)
			}
			return wheel(ctx, x, y, off)
		}))
		if p.settle(); p.Scrolled() == before {
			return
		}
	}
	p.check("scrolling to "+selector, fmt.Errorf("not reached"))
}

// wheel turns the wheel over a point of the window.
func wheel(ctx context.Context, x, y, by float64) error {
	yes := true
	_, err := chromedp.Call(ctx, input.SynthesizeScrollGesture, input.SynthesizeScrollGestureParams{
		X: x, Y: y, YDistance: -by, PreventFling: &yes, Speed: 8000, GestureSourceType: input.GestureSourceTypeMouse})
	return err
}

// tap touches a point of the window.
func tap(ctx context.Context, x, y float64) error {
	for _, e := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(ctx, input.DispatchTouchEvent, e); err != nil {
			return err
		}
	}
	return nil
}

// swipe draws a finger over the page, in steps as a finger makes them; it is let go in full movement,
// or held still first.
func swipe(ctx context.Context, x, y, by float64, fling bool) error {
	const steps, held = 10, 8
	last := steps
	if !fling {
		last += held
	}
	for i := range last + 2 {
		e := input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchMove,
			TouchPoints: []*input.TouchPoint{{X: x, Y: y + by*float64(min(i, steps))/steps}}}
		switch i {
		case 0:
			e.Type = input.DispatchTouchEventTypeTouchStart
		case last + 1:
			e.Type, e.TouchPoints = input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{}
		}
		if _, err := chromedp.Call(ctx, input.DispatchTouchEvent, e); err != nil {
			return err
		}
	}
	return nil
}

// settle waits until the page has stood still for some frames.
func (p *Page) settle() {
	p.t.Helper()
	script[any](p, "waiting until the page stands still", `new Promise((done) => {
		let last = NaN, still = 0;
		const look = () => {
			still++;
			if (Math.abs(scrollY - last) > 0) still = 0;
			last = scrollY;
			if (still > 5) return done(null);
			requestAnimationFrame(look);
		};
		look();
	})`)
}

// Settle waits until the page has stood still for some frames: what a script still has to move has moved.
func (p *Page) Settle() {
	p.t.Helper()
	p.settle()
}

// Hit presses what stands where an element is, with the mouse or, on a page with Touch, with a finger.
// Unlike Click it never moves the page first.
func (p *Page) Hit(selector string) {
	p.t.Helper()
	p.hit(selector, 0)
}

// ShiftClick clicks an element with the Shift key held, wherever it is in the page.
func (p *Page) ShiftClick(selector string) {
	p.t.Helper()
	p.WaitFor(selector)
	script[any](p, "bringing "+selector+" into the window", "document.querySelector("+quoted(selector)+").scrollIntoView({block: 'center', behavior: 'instant'})")
	p.hit(selector, int64(kb.ModifierShift))
}

func (p *Page) hit(selector string, held int64) {
	p.t.Helper()
	at := p.Where(selector)
	if at.Height == 0 || at.Y < 0 || at.Y > float64(p.options.Height) {
		p.check("pressing "+selector, fmt.Errorf("it stands outside the window, at %v", at))
	}
	p.check("pressing "+selector, p.step(func(ctx context.Context) error {
		if p.options.Touch {
			return tap(ctx, at.X, at.Y)
		}
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			if _, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: 1, Modifiers: held}); err != nil {
				return err
			}
		}
		return nil
	}))
}
