package hours

// A Date is a moment as a clock on the wall shows it.
type Date struct {
	Year, Month, Day, Weekday, Minute int // Weekday from 1, Monday; Minute after midnight
}

// Local is the moment by the calendar's zone.
func (c *Calendar) Local(at int64) Date {
	local := at + c.offset(at)
	day := floorDiv(local, dayMS)
	y, m, d := date(day)
	return Date{Year: y, Month: m, Day: d, Weekday: weekday(day) + 1, Minute: int((local - day*dayMS) / minuteMS)}
}
