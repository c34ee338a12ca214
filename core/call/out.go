package call

import (
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Out collects what one method leads to; all three are the core's own.
type Out struct {
	Log   *fact.Log
	Do    *[]voice.Command
	Names *id.Maker
	Actor fact.Actor
}

func (o *Out) say(h fact.Head, f fact.Fact) { o.Log.Say(h, f) }

func (o *Out) do(c voice.Command) { *o.Do = append(*o.Do, c) }
