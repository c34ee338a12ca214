package app

import (
	"context"
	"time"

	"gudok/fact"
	"gudok/floor"
	"gudok/id"
)

const (
	// lookEvery is how often trunks and the disk are looked at: an alarm within 2 s.
	lookEvery = 2 * time.Second
	// diskLow is when somebody should make room: an hour of 20 recorded calls.
	diskLow = 1 << 30
	// diskFull is when recordings must be expected to fail.
	diskFull = 32 << 20
	// recordingFor is how long a failed recording is shown: the shift should notice.
	recordingFor = 10 * time.Minute
)

// watch raises the alarms that only the whole house can see, until ctx ends.
func (h *house) watch(ctx context.Context) error {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	heard := h.facts.Subscribe(noticeBuffer)
	defer heard.Close()
	down := map[id.Trunk]bool{}
	var failed time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-heard.C:
			if fact.Is[fact.RecordingClosed](e) {
				if c, err := fact.Open[fact.RecordingClosed](e); err == nil && c.Failed != "" {
					failed = time.Now()
					h.floor.SetAlarm(floor.Alarm{ID: "recording", Kind: "recording_failed", Severity: floor.Warning, Tenant: e.Tenant})
				}
			}
		case now := <-t.C:
			if !failed.IsZero() && now.Sub(failed) > recordingFor {
				failed = time.Time{}
				h.floor.ClearAlarm("recording")
			}
			h.lookAtTrunks(down)
			h.lookAtDisk()
		}
	}
}

// lookAtTrunks raises an alarm for each trunk that does not answer, and clears those of
// trunks that do or are gone.
func (h *house) lookAtTrunks(down map[id.Trunk]bool) {
	now := map[id.Trunk]bool{}
	for _, t := range h.sip.Status() {
		why := t.Err
		if t.Up && t.Register && t.Until.IsZero() {
			why = t.RegisterErr
		}
		if !t.Up || why != "" && why == t.RegisterErr {
			now[t.Trunk] = true
			h.floor.SetAlarm(floor.Alarm{ID: "trunk " + string(t.Trunk), Kind: "trunk_down", Severity: floor.Critical,
				Trunk: t.Trunk, Params: map[string]string{"trunk": t.Name, "why": why}})
		}
	}
	for t := range down {
		if !now[t] {
			h.floor.ClearAlarm("trunk " + string(t))
		}
	}
	clear(down)
	for t := range now {
		down[t] = true
	}
}

// lookAtDisk raises an alarm while there is little room in the data folder.
func (h *house) lookAtDisk() {
	free, ok := freeSpace(h.o.Data)
	switch {
	case !ok || free >= diskLow:
		h.floor.ClearAlarm("disk")
	case free < diskFull:
		h.floor.SetAlarm(floor.Alarm{ID: "disk", Kind: "disk_full", Severity: floor.Critical})
	default:
		h.floor.SetAlarm(floor.Alarm{ID: "disk", Kind: "disk_low", Severity: floor.Warning})
	}
}
